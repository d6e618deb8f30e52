"""Runs the SQL models of etl/models and sets the figures beside their plans."""
