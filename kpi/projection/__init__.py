"""Projection: how a measure may go on, by its kind, from its own series alone."""
