"""Grids of cells: measures by region, deliveries by month."""
