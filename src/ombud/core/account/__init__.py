"""A consumer's account, as far as limits were put on it: with a reason and an end, and open to objection."""
