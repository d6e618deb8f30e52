"""The commands of ``python -m etl``: one function each, from parsed options to an exit code."""
