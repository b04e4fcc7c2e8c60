"""The passphrase in the window: asking for it, setting it, locking away what is open."""
