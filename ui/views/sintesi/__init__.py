"""Sections of the page Sintesi."""
