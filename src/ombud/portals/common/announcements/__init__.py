"""What the platform announces, for whom it is for: the list, each announcement, and what it said before."""
