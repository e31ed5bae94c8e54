"""The reference of our API as a page: an OpenAPI viewer whose files we serve ourselves, without any other host."""
