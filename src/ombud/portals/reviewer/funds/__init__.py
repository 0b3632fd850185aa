"""The platform's money of its shops: the trial balance, every fund, and one fund with what may be freed."""
