"""What is caught at the door: spam, abuse and unusable words, by the pack's rules, losing no honest complaint."""

import re
from functools import lru_cache

from ombud.core.policy.pack import DoorRule

LINK = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)


def caught(text: str, rules: tuple[DoorRule, ...]) -> DoorRule | None:
    """The first rule that the words meet; the pack orders them from the gravest."""
    for rule in rules:
        if _meets(text, rule):
            return rule
    return None


def _meets(text: str, rule: DoorRule) -> bool:
    for pattern in _patterns(rule.patterns):
        if pattern.search(text):
            return True
    if rule.repeats and _repeated(rule.repeats).search(text):
        return True
    return 0 <= rule.links_max < len(LINK.findall(text))


@lru_cache(maxsize=512)
def _patterns(sources: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in sources)


@lru_cache(maxsize=64)
def _repeated(times: int) -> re.Pattern[str]:
    return re.compile(rf"(\S)\1{{{times - 1},}}")
