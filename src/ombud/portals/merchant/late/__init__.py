"""M8: orders that should have moved on, worked through many at a time."""
