"""Briefings: the content of a hand-out from one release in one language, and the workbook that holds it."""
