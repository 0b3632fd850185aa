"""Findings in words: what was compared and read is told, and a low likeness is never told as somebody else's goods."""

import re
from inspect import getsource as _source

from ombud.lab.finding import Finding
from ombud.portals.common.lab.names import problem_words
from ombud.portals.common.lab.reasons import why_not
from ombud.portals.common.lab.sentences import sentence
from ombud.vault.isolation import lab
from ombud.vault.screening import carry_out


def made(detector: str, **facts: object) -> Finding:
    return Finding(detector=detector, version="1", kind="derived", facts=facts)  # type: ignore[arg-type]


def test_a_low_likeness_is_told_with_what_it_does_not_mean() -> None:
    told = sentence(made("goods", files=["a", "b"], likeness=["0.31", "0.20"], compared_with=12))
    assert told.startswith("Compared with the shop’s product photos (12): the likest one reaches 0.31 of 1.")
    assert "doesn’t say whose goods they are" in told


def test_numbers_are_told_by_what_they_are_and_in_quotes() -> None:
    numbers = ["order 241122-583920174650021 pinduoduo sure", "parcel SF1430098812736 sf sure", "amount 12990"]
    assert sentence(made("words-on-it", numbers=numbers, lines=9)) == (
        "Read on it: order “241122-583920174650021”, parcel “SF1430098812736”, amount “129.90”."
    )
    assert sentence(made("words-on-it", numbers=[], lines=0)).startswith("No number")


def test_every_reason_of_the_detectors_has_its_words() -> None:
    for code in ("not-jpeg", "no-first-save", "no-grid", "saved-coarsely", "too-lively", "no-thumbnail", "failed"):
        assert "(" not in why_not(code), code


def test_every_way_in_which_a_screening_fails_has_its_words() -> None:
    codes = set(re.findall(r'(?:Unscreened\(code=|_fail\(job, )"([a-z-]+)"', "".join(map(_source, (lab, carry_out)))))
    assert codes >= {"not-installed", "too-long", "interrupted", "missing"}
    codes |= {"too-much-memory", "unknown-format", "too-large", "broken", "damaged"}
    assert [one for one in codes if problem_words(one) == problem_words("failed")] == ["failed"]
    assert problem_words("") == ""
