"""How often each strength of `seen_before` came up for nothing: written by `bin/bench lab`, never by hand."""

from functools import cache
from pathlib import Path

import msgspec

from ombud.lab.finding import Rate, Strength

PATH = Path(__file__).with_name("rates.json")


@cache
def rates() -> dict[Strength, Rate]:
    """By strength; without what was never measured."""
    if not PATH.exists():
        return {}
    return msgspec.json.decode(PATH.read_bytes(), type=dict[Strength, Rate])
