"""Taking in a table: choose it, look at what it would do, import it, take it back."""
