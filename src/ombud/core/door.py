"""What is caught at the door: spam, abuse and unusable words, by the pack's rules, losing no honest complaint."""

import re
from functools import lru_cache

from ombud.core.policy.pack import DoorRule

LINK = re.compile(r"(?:https?://|www\.)\S")
ESCAPED = re.compile(r"\\.|[^\\]+", re.DOTALL)
"""An escape of a regular expression, or what stands between two."""


def caught(text: str, rules: tuple[DoorRule, ...]) -> DoorRule | None:
    """The first rule that the words meet, in small or capital letters; the pack orders them from the gravest."""
    small = text.lower()
    for rule in rules:
        if _meets(small, rule):
            return rule
    return None


def _meets(small: str, rule: DoorRule) -> bool:
    for rough, exact in _patterns(rule.patterns):
        if rough.search(small) and exact.search(small):
            return True
    if rule.repeats and _repeats(small, rule.repeats):
        return True
    if rule.links_max < 0 or not ("://" in small or "www." in small):
        return False
    return rule.links_max < len(LINK.findall(small))


def _repeats(text: str, times: int) -> bool:
    """Whether one sign stands so often in a row: such a row can't hide between every `times`-th place."""
    places = range(times - 1, len(text), times)
    return any(text[at] in (text[at - 1], text[at + 1 : at + 2]) for at in places) and bool(
        _repeated(times).search(text)
    )


@lru_cache(maxsize=512)
def _patterns(sources: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each pattern, and before it the same without the edge of a word at its beginning: it meets no less, and Python
    finds it by its first letters, many times as fast."""
    return tuple((_pattern(one.removeprefix(r"\b")), _pattern(one)) for one in sources)


def _pattern(source: str) -> re.Pattern[str]:
    """The pattern for text in small letters. Written small itself it is searched for by its first letters, which
    Python can't do where it must ignore case; where small letters would mean something else it ignores case."""
    if re.search(r"\(\?P|\\[xuUN]", source):
        return re.compile(source, re.IGNORECASE)
    return re.compile(ESCAPED.sub(lambda part: part[0] if part[0][0] == "\\" else part[0].lower(), source))


@lru_cache(maxsize=64)
def _repeated(times: int) -> re.Pattern[str]:
    return re.compile(rf"(\S)\1{{{times - 1},}}")
