"""Bars: single, grouped, stacked and falling."""
