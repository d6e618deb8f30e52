"""What surrounds every page: sidebar, first start, middleware, preloading."""
