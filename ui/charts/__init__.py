"""Charts of the window: a large one to look into, and small lines for lists."""
