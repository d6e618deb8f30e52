"""Where the models run. DuckDB is the embedded engine; what differs between engines lives in this package."""

from engine.comparison_side import read_comparison_side
from engine.duck import Engine, connect, open_beside, open_release, scratch

__all__ = ["Engine", "connect", "open_beside", "open_release", "read_comparison_side", "scratch"]
