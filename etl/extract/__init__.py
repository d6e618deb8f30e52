"""One reader a format: a file becomes rows of text that remember their sheet and row."""
