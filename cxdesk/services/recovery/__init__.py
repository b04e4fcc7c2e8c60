"""When it went wrong: protocols, incidents and their clocks, promises, causes."""
