"""The audit log: who saw and did what."""
