"""The parts of the page Competenze."""
