"""A shop reports fake evidence, and follows what it reported."""
