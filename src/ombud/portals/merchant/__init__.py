"""The pages of those who act for a shop: complaints to answer, evidence, proofs, orders, settings."""
