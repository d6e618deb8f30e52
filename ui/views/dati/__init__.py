"""Sections of the page Dati."""
