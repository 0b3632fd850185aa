"""The record: append-only events, chained by hash, and the words that lie beside them."""
