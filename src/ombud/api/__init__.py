"""Doors for other people's software, and for links that they make."""
