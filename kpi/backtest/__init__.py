"""Backtest: past projections beside what came later, and beside three simple methods."""
