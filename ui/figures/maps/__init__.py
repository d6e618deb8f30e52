"""Maps of regions and provinces."""
