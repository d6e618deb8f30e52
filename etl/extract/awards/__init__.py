"""Readers of the National State-aid register's XML."""
