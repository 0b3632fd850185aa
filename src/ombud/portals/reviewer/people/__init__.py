"""The platform's own people, for its administrators: who there is, as what, and since when nobody."""
