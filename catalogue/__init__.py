"""What the product knows, as data: agreement, measures, feeds, code lists. This package only reads it."""

from catalogue.load import Catalogue, load
from catalogue.read import CATALOGUE_DIR

__all__ = ["CATALOGUE_DIR", "Catalogue", "load"]
