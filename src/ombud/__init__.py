"""Ombud, an open resolution centre for marketplaces."""
