"""The parts of the Standards page."""
