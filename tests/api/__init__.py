"""The reception: each page of the reference, the dialect, the reference viewer."""
