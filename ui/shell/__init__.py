"""What surrounds every page: sidebar, first start, server, preloading."""
