"""Field kinds, the `@entity` declaration and the registry that it fills."""
