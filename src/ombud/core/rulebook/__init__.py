"""Which version of which pack a platform opens new cases under, from which day: published, and rolled back."""
