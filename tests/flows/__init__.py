"""Stories through the whole house, from card to screen."""
