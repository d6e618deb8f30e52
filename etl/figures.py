"""Runs the models: staging and star, then names compared where a tax code found no cooperative, then the marts."""

from pathlib import Path

from catalogue.load import Catalogue
from engine import Engine
from etl.link import find_candidates

MODELS = Path(__file__).resolve().parent / "models"
LAYERS = ("staging", "star", "marts")


def make_figures(engine: Engine, catalogue: Catalogue) -> list[str]:
    """Create the table of every model; returns their names in the order in which they were built."""
    *first, last = LAYERS
    built = engine.run_models(MODELS / layer for layer in first)
    find_candidates(engine.connection, catalogue.linkage)
    return built + engine.run_models([MODELS / last])
