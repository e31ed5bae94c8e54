"""Pure decisions, against oracles that are as stupid as possible."""
