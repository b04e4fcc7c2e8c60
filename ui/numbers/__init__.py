"""Numbers that are typed: the grid of a week, and the card for yesterday."""
