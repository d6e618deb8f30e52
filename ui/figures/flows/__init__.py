"""Flows between levels or territories."""
