"""What each device should hold against what it holds: plans, retries, proof."""
