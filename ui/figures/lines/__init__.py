"""Lines over time that are no trajectory: territories compared, the clock, a scenario."""
