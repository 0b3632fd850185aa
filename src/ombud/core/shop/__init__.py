"""A shop, as it was told: its name, its contact and who acts for it."""
