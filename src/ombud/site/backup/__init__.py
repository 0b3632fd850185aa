"""A copy of everything but the keys, taken while people work: the database first, then the evidence that it names."""
