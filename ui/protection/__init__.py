"""The passphrase of the open file: set, changed, taken away, and its recovery key on paper."""
