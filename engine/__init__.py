"""Where the models run. DuckDB is the embedded engine; what differs between engines lives in this package."""

from engine.duck import Engine, connect, open_beside, open_release, scratch
from engine.sides import told_by

__all__ = ["Engine", "connect", "open_beside", "open_release", "scratch", "told_by"]
