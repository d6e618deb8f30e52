"""Readers of the layouts in which ISTAT, Eurostat and Excelsior publish statistics."""
