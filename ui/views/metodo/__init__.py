"""Sections of the page Metodo."""
