"""One measure over time: history, planned path, milestones, projection."""
