"""Territories in order of a value, or two values a row."""
