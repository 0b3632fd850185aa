"""Pages on which anyone can see that the record is what it was: receipts of events, and the platform's log."""
