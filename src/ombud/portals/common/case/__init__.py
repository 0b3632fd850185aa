"""A case as its three parties read it: the same facts, each in words for its reader."""
