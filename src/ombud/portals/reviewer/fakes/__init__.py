"""Reports of fake evidence before those who examine them."""
