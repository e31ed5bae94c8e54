"""What server and devices say to each other."""
