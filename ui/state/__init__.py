"""Choices of a reader: filters, address, release, and the context that a page is given."""
