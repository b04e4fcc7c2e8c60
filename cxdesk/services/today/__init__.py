"""The day at a glance: who and what needs somebody, and how the numbers stand."""
