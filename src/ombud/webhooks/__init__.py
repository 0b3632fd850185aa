"""Tells integrators what happened: signed, in the order of each case, at least once, and never inside the network."""
