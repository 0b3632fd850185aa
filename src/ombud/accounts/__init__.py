"""Platforms, people, their roles and the keys by which they are let in."""
