"""One content for every hand-out: what a reader takes to a meeting, from one release, in one language."""
