"""The questions asked of a release: bound SQL in, controlled frames out. The one gate to the screen."""
