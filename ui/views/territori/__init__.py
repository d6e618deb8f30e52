"""Sections of the page Territori."""
