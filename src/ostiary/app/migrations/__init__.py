"""How the schema came to be: one revision after another, the same on both engines."""
