"""The record: append-only events, their versions, chain and replay."""
