"""The platform turns to the shop about a wave of complaints: the list, and one intervention with its answer."""
