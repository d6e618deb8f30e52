"""A demonstration inbox in the true source formats: seeded, calibrated to published totals, with realistic dirt.

Every row that stands for programme data is marked ``dimostrativo`` in its own column, so that the mark survives
renaming, copying and splitting of the files. Tax codes are of office 999, whose numbers here start at 1.
"""

from etl.sample.generate import Sample, generate

__all__ = ["Sample", "generate"]
