"""Writes a release to its folder, and names it."""
