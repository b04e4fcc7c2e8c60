"""The print centre: options, preview, printer."""
