"""The talk between the two sides of an order, as all portals show it."""
