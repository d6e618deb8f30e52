"""Disclosure control, once per release: from kpi_value, which stays in the house, to kpi_published (ADR 7)."""

from etl.disclosure.gate import publish_cells

__all__ = ["publish_cells"]
