"""Sections of the page Associazioni."""
