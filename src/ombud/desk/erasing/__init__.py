"""Erasing under law: what holds it, carrying it out for a person or for what has been kept long enough."""
