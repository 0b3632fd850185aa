"""Counting, alarms and tallies: kept as things happen, so that no page and no alarm ever looks through the cases."""
