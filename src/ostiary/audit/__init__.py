"""The audit trail as it is read: searched, listed, and proved whole. The kernel writes it."""
