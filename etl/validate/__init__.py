"""Checks rows against their feed's contract, column by column in SQL."""
