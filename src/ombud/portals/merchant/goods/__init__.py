"""What the shop sells: products listed and revised, and what is promised with them for a while."""
