"""The views of the Recovery page: incidents, protocols, what can go wrong, whys, numbers."""
