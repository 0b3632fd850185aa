"""Whether a picture was seen before: hashes, local features, geometry, and what differs from the one it was made of."""
