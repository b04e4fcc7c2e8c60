"""Tables from elsewhere: how they are read, what is taken from them, and how that is taken back."""
