"""Jobs: done once, whatever is killed; seen and cancelled by whom they concern."""
