"""The parts of the page Sinergia."""
