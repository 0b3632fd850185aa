"""An announcement of the platform's: to whom, in which languages, from when, and what it said before."""
