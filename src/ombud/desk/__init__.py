"""The only way to change anything: load, decide, append, react, in one transaction."""
