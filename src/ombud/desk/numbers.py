"""What people call a thing on the telephone: where it belongs, the day, and five letters drawn by lot."""

import secrets
from datetime import datetime

from ombud.accounts.platforms import Settings

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L: a number is read out on the telephone."""
MARKS = {"penalty": "P", "surge": "S", "announcement": "A", "evidence_report": "E"}
"""What tells numbers of one thing from those of another."""


def new_number(settings: Settings, at: datetime, thing: str) -> str:
    """A number that nobody guesses from the one before, as `B-260309-7KQ2M`."""
    day = at.astimezone(settings.zone).strftime("%y%m%d")
    return f"{settings.prefix}{MARKS.get(thing, '')}-{day}-{''.join(secrets.choice(LETTERS) for _ in range(5))}"
