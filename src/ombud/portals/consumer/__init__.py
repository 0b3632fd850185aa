"""The consumer's pages."""
