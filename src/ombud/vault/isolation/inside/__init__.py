"""What runs inside the jail: it imports nothing of Ombud but its own siblings, by relative names."""
