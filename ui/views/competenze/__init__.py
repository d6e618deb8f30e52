"""Sections of the page Competenze."""
