"""Disclosure control, once per release: from kpi_value, which is internal, to kpi_published (ADR 8)."""

from etl.disclosure.gate import publish_cells

__all__ = ["publish_cells"]
