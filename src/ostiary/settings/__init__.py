"""Settings of the server: what the reference calls BioStar settings, and the custom fields of people."""
