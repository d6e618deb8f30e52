"""Sections of the page Adozione."""
