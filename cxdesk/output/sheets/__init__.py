"""One module for each kind of sheet: its options and what it reads. The drawing is in `layouts`."""
