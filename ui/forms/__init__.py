"""Forms: one editor a kind of field, and the form that keeps what is typed as each field is left."""
