"""The platform's log: one Merkle tree over every event, whose signed checkpoints hold the platform to its record."""
