"""Regression checks from outside: two releases hold the same rows, two states of the code send the same pages."""
