"""What the door catches is what the pack's patterns say, in small and capital letters, however fast it looks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.core.door import caught
from ombud.core.policy.pack import DoorRule

RULES = (
    DoorRule(code="threat", does="hold", patterns=(r"\b(?:kill|hurt) you\b", "杀你")),
    DoorRule(code="shouting", does="warn", patterns=(r"(?P<sign>!)(?P=sign)", r"\x41BC")),
    DoorRule(code="advertising", does="limit", patterns=("加[^。]{0,4}V信", r"CASINO\d"), links_max=1),
    DoorRule(code="unusable", does="warn", repeats=5, patterns=(r"^[\W\d_]+$",)),
)
LETTERS = st.text(
    st.sampled_from("abckKilLhurt youYOU杀你加V信v信CASINO casino0123 !。.\nwww.https://xXaA"), max_size=60
)


def plainly(text: str) -> str:
    """The same, looked for as plainly as can be."""
    for rule in RULES:
        found = any(re.search(one, text, re.IGNORECASE) for one in rule.patterns)
        links = len(re.findall(r"(?:https?://|www\.)\S", text, re.IGNORECASE))
        runs = rule.repeats and re.search(rf"(\S)\1{{{rule.repeats - 1},}}", text, re.IGNORECASE)
        if found or runs or 0 <= rule.links_max < links:
            return rule.code
    return ""


@given(LETTERS)
def test_it_catches_what_a_plain_search_would(text: str) -> None:
    rule = caught(text, RULES)
    assert (rule.code if rule else "") == plainly(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I'll KILL YOU", "threat"),
        ("They skill you up", ""),
        ("加我v信", "advertising"),
        ("casino7", "advertising"),
        ("See www.a.example and HTTPS://b.example", "advertising"),
        ("See www.a.example", ""),
        ("so goooood", "unusable"),
        ("so goood", ""),
        ("12345 !?", "unusable"),
        ("aBc", "shouting"),
        ("no!!", "shouting"),
        ("", ""),
    ],
)
def test_the_first_rule_that_the_words_meet_counts(text: str, code: str) -> None:
    rule = caught(text, RULES)
    assert (rule.code if rule else "") == code
