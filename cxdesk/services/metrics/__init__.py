"""Metrics: what is typed, what is computed of it, and what may be said about it."""
