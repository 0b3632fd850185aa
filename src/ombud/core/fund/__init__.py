"""A fund: what the platform holds of one shop in one currency, in double entry."""
