"""Connectors: what a shop system sends us of its own accord, verified and told to the desk. One file each."""
