"""A report about a shop or its page, made without an order."""
