"""The pages of those who decide for the platform: queues, cases, rulings, proofs, reports, limits."""
