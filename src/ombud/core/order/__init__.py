"""An order: what was bought, as it was told, and what its complaints have promised to give back."""
