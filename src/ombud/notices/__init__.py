"""Notices: when one leaves, to whom, and its words. One folder a notice."""
