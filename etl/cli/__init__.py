"""The commands of ``python -m etl``: each takes parsed options, does its work and returns an exit code."""
