"""How the tables of routes name things: a word stands for something that was made, `=word` for itself."""

from tests.access.platform import Side

NOTHING = {
    "case": "T-260309-ZZZZZ", "offered": "T-260309-ZZZZZ", "others-case": "T-260309-ZZZZZ", "fake": "TF-260309-ZZZZZ",
    "penalty": "TP-260309-ZZZZZ", "proposal": "TP-260309-ZZZZZ", "surge": "TS-260309-ZZZZZ",
    "announcement": "TA-260309-ZZZZZ", "announcement.later": "TA-260309-ZZZZZ", "report": "TR-260309-ZZZZZ",
    "surge.alone": "TS-260309-ZZZZZ", "account": "nobody-of-that-name", "fund": "nowhere:CNY", "order": "no-such-order",
}  # fmt: skip
"""A name of the same form that nothing has; for all else some hex digits."""
SHARED = {"order", "fund", "account"}
"""What is called the same on both platforms: here a caller of the other platform finds their own."""


def resolved(words: str, side: Side) -> list[str]:
    """The names in the table, as they are on this platform."""
    return [one[1:] if one.startswith("=") else side.made[one] for one in words.split()]


def missing(words: str, side: Side) -> list[str]:
    """The same, of something that isn't there: the first name leads nowhere, what comes after stays as it is."""
    first, *rest = words.split()
    assert not first.startswith("="), words
    gone = NOTHING.get(first) or _other_hex(side.made[first])
    return [gone, *resolved(" ".join(rest), side)]


def _other_hex(id: str) -> str:
    """An id that differs from this one in each hex digit."""
    return "".join("0123456789abcdef"[15 - int(one, 16)] if one in "0123456789abcdef" else one for one in id)
