"""Readers of CSV and TSV: encoding, separator, cells as text."""
