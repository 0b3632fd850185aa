"""Platforms on which integrators try things out: made, reset, put forward in time, and played on by script."""
