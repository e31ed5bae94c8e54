"""The laws of the house, checked by machine: each law, and the proof that breaking it is seen."""
