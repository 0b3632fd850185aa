"""The door: signing in, proving it is really you, sessions, and passwords."""
