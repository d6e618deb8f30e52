"""Sections of the page Sinergia."""
