"""What people present: cards, codes, fingers, faces, and the blacklist. Templates and card keys are sealed at rest."""
