"""A merchant's report that a picture a consumer put is no true evidence."""
