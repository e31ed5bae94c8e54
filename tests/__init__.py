"""What must hold of Ostiary, told by example; the folders mirror the house."""
