"""The SQL engine, DuckDB: connections, models, releases. Whatever is particular to an engine is in this package."""

from engine.comparison_side import read_comparison_side
from engine.duck import Engine, connect, open_beside, open_release, scratch

__all__ = ["Engine", "connect", "open_beside", "open_release", "read_comparison_side", "scratch"]
