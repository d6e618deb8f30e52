"""The state of a session: filters, address parameters, release, and the context passed to a page."""
