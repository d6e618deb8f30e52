"""Compiles the measures of the catalogue into the models that their figures and their traces read."""

from etl.measures.compile import measure_models

__all__ = ["measure_models"]
