"""What the consumer of an order and its shop say to each other about it, before, beside and without any complaint."""
