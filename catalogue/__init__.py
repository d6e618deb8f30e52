"""What the product knows, as data: agreement, measures, feeds, code lists. This package only reads it."""

from catalogue.load import CATALOGUE_DIR, Catalogue, load

__all__ = ["CATALOGUE_DIR", "Catalogue", "load"]
