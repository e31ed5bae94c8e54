"""Access levels: which doors are open when; which access group has which level; and what that amounts to."""
