"""Acts on a whole person: data, credentials and groups in one transaction; and the rows of lists of people."""
