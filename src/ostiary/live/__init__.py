"""What a screen is told: events as they are stored, to whom may see them."""
