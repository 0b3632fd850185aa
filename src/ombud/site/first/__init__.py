"""A first platform: what is asked, what of it can't be, and how it comes into being."""
