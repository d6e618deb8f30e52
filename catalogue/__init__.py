"""The catalogue: agreement, measures, feeds and code lists as YAML and CSV files, and the code that reads them."""

from catalogue.load import Catalogue, load
from catalogue.read import CATALOGUE_DIR

__all__ = ["CATALOGUE_DIR", "Catalogue", "load"]
