"""A platform's own work in numbers, for everybody: as a page, as CSV, as a paper."""
