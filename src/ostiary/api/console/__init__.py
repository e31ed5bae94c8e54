"""The operators' console as files: built from `console/` into `static`, served by this process."""
