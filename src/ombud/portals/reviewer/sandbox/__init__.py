"""The page of a sandbox: its clock, its scripts, its people, and making it anew."""
