"""What goes wrong with our own PostgreSQL, said so that a person can do something about it."""


class PostgresProblem(Exception):
    """The private PostgreSQL can't be found, set up, started or trusted; the sentence says what to do."""
