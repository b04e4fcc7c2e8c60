"""Models between the workspace and Qt's views."""
