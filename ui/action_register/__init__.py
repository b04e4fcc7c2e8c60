"""The parts of the Actions page, and the dialog that adds an action from any record."""
