"""What the start page is put together from."""
