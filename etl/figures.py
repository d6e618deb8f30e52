"""Runs the models: staging and star, then names compared where a tax code found no cooperative, then the marts."""

from pathlib import Path

from catalogue.load import Catalogue
from engine import Engine
from etl.linked import link_names
from etl.store import Store

MODELS = Path(__file__).resolve().parent / "models"
LAYERS = ("staging", "star", "marts")


def make_figures(engine: Engine, catalogue: Catalogue, store: Store | None = None) -> list[str]:
    """Create the table of every model; returns their names in the order in which they were built.

    ``store`` keeps the comparison of names for the next build.
    """
    *first, last = LAYERS
    built = engine.run_models(MODELS / layer for layer in first)
    link_names(engine.connection, catalogue, store)
    return built + engine.run_models([MODELS / last])
