"""Penalties as the platform's people work on them: to impose, to sign, to decide appeals, to lift, to answer."""
