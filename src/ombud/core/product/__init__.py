"""A product, as it was told: title, picture, price and what its shop promises after the sale."""
