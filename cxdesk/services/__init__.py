"""Rules over several record kinds, and the ways in and out of a workspace."""
