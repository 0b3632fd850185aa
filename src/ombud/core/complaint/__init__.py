"""A consumer's complaint about an order, from filing to verified execution. One file a verb."""
