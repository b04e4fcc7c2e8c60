"""Customers: what is kept of them, how it is found, and what of it leaves the file."""
