"""Pages of what is kept for an order before any dispute, which both sides have."""
