"""Runs the models: names of grantors, staging, star, comparison of names, events, marts, disclosure control."""

from pathlib import Path

from catalogue.load import Catalogue
from engine import Engine
from etl.disclosure import publish_cells
from etl.linkage.grantors import name_grantors
from etl.linkage.link_cache import link_names
from etl.measures import measure_models
from etl.storage.layout import Store

MODELS = Path(__file__).resolve().parents[1] / "models"
LAYERS = ("staging", "star", "events", "marts")
BEFORE_LINKAGE = 2


def make_figures(engine: Engine, catalogue: Catalogue, store: Store | None = None) -> list[str]:
    """Create the table of every model; returns their names in the order in which they were built.

    ``store`` keeps the comparison of names for the next build.
    """
    folders = [MODELS / layer for layer in LAYERS]
    name_grantors(engine.connection, catalogue)
    built = engine.run_models(folders[:BEFORE_LINKAGE])
    link_names(engine.connection, catalogue, store)
    built += engine.run_models(folders[BEFORE_LINKAGE:], measure_models(catalogue))
    publish_cells(engine.connection, catalogue)
    return built
