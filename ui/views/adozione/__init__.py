"""The parts of the page Adozione."""
