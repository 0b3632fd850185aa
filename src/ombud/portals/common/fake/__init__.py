"""Reports of fake evidence as all portals show them."""
