"""What is caught at the door: spam, abuse and unusable words, by the pack's rules, without losing an honest complaint."""

import re
from functools import lru_cache

from ombud.core.policy.pack import DoorRule

LINK = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)


@lru_cache(maxsize=512)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def caught(text: str, rules: tuple[DoorRule, ...]) -> DoorRule | None:
    """The first rule that the words meet; the pack orders them from the gravest."""
    return next((rule for rule in rules if _meets(text, rule)), None)


def _meets(text: str, rule: DoorRule) -> bool:
    if any(_pattern(one).search(text) for one in rule.patterns):
        return True
    if rule.repeats and re.search(rf"(\S)\1{{{rule.repeats - 1},}}", text):
        return True
    return 0 <= rule.links_max < len(LINK.findall(text))
