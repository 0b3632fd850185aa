"""Webhooks: where integrators are told what happened, for those of the staff who oversee the platform."""
