"""Importing orders from a file: for those of the staff who oversee the platform."""
