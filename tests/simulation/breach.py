"""A rule of the house that did not hold."""


class Breach(Exception):
    """Which invariant, and what was seen."""

    def __init__(self, rule: str, seen: str) -> None:
        super().__init__(f"{rule}: {seen}")
        self.rule = rule


def hold(fact: bool, rule: str, seen: object = "") -> None:
    """The rule holds, or Breach."""
    if not fact:
        raise Breach(rule, str(seen))
