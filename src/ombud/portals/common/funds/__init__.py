"""A shop's money in words and rows, for the shop itself and for the platform's people."""
