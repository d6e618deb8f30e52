"""Spellings to codes: text keys, tax codes, provinces, ATECO, names of organisations, personal data."""
