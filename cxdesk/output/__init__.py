"""Sheets of paper: what is on them, how they are drawn, and which copies have grown old."""
