"""The parts of the page of negative cues: its form, and what comes back from a walk round the shop."""
