"""The privacy desk: what people asked to have erased, what is held, and what is kept how long."""
