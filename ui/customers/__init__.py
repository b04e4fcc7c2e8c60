"""The parts of the Customers page: the list, the card, what is at its side, slips and guests."""
