"""What pages and lists read: rows and counts kept beside the record, rebuildable from it."""
