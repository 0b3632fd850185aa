"""Decides: pure functions of what happened, without Django, clock, randomness or I/O."""
