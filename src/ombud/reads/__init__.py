"""Read models: queues, timelines and counts, rebuildable from the record."""
