"""Imports: an export of another system, told to the desk as it is. Nothing is invented, nothing mended silently."""
