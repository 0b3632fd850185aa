"""What must hold so that every form of a pack can be filled in: reasons, evidence, proofs, the door."""

import re
from collections.abc import Iterator
from typing import get_args

from ombud.core.door import caught
from ombud.core.money import RemedyKind
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile
from ombud.packs.words import LANGUAGES, Texts

TURN_AWAY = ("not-ones-order", "too-late", "already-pending", "other-channel")
"""Every platform must be able to say these."""
OWED: tuple[RemedyKind, ...] = tuple(one for one in get_args(RemedyKind) if one != "none")


def checklists(found: PackFile) -> Iterator[Fault]:
    """Each reason names evidence that exists, and what it requires it also lists."""
    kinds = [one.code for one in found.pack.evidence]
    for index, reason in enumerate(found.pack.reasons):
        if not reason.checklist:
            yield found.said_in.fault(("reasons", index, "checklist"), f"{reason.code}: it is empty", ", ".join(kinds))
        for key in ("checklist", "required"):
            for place, kind in enumerate(getattr(reason, key)):
                way = ("reasons", index, key, place)
                if kind not in kinds:
                    yield found.said_in.fault(way, f"there is no evidence {kind!r}", ", ".join(kinds))
                elif kind not in reason.checklist:
                    problem = f"{kind} is required, but not on the checklist"
                    yield found.said_in.fault(way, problem, ", ".join(reason.checklist))


def evidence(found: PackFile) -> Iterator[Fault]:
    """Each kind can be shown in some way, and there is one for what nobody named."""
    if "other" not in [one.code for one in found.pack.evidence]:
        problem = "the kind other is missing: a file that nobody named is of this kind"
        yield found.said_in.fault(("evidence",), problem, key=True)
    for index, one in enumerate(found.pack.evidence):
        if not one.accepts:
            way = ("evidence", index, "accepts")
            yield found.said_in.fault(way, f"{one.code}: it accepts nothing", "picture, pdf, words")


def remedies(found: PackFile) -> Iterator[Fault]:
    """Whatever can be asked for or ordered, somebody can prove that it was done."""
    for index, reason in enumerate(found.pack.reasons):
        if not reason.remedies:
            way = ("reasons", index, "remedies")
            yield found.said_in.fault(way, f"{reason.code}: it is empty", ", ".join(get_args(RemedyKind)))
    for remedy in OWED:
        if not any(remedy in proof.remedies for proof in found.pack.proofs):
            problem = f"a {remedy} can be agreed or ordered, but no proof is for it"
            yield found.said_in.fault(("proofs",), problem, key=True)


def turn_away(found: PackFile) -> Iterator[Fault]:
    for code in TURN_AWAY:
        if code not in found.pack.turn_away:
            yield found.said_in.fault(("turn_away",), f"{code} is missing", ", ".join(TURN_AWAY) + " and others")


def proofs(found: PackFile) -> Iterator[Fault]:
    at = found.said_in.fault
    for index, proof in enumerate(found.pack.proofs):
        if not proof.remedies:
            yield at(("proofs", index, "remedies"), f"{proof.code}: it is empty", ", ".join(OWED))
        if "none" in proof.remedies:
            yield at(("proofs", index, "remedies"), f"{proof.code}: nothing is owed with none", ", ".join(OWED))
        if not proof.pattern:
            if not proof.needs_file:
                yield at(
                    ("proofs", index), f"{proof.code}: anything would pass", "a pattern, or needs_file = true", key=True
                )
            continue
        problem = _not_a_pattern(proof.pattern)
        if problem:
            yield at(("proofs", index, "pattern"), f"it is no regular expression: {problem}")
        elif not proof.example:
            yield at(
                ("proofs", index, "pattern"), f"{proof.code}: it has no example", "example = a number of this form"
            )
        elif not re.fullmatch(proof.pattern, proof.example):
            yield at(("proofs", index, "example"), f"it doesn't match its own pattern {proof.pattern}")
        elif re.fullmatch(proof.pattern, ""):
            yield at(("proofs", index, "pattern"), "it matches an empty number")


def door(found: PackFile) -> Iterator[Fault]:
    for index, rule in enumerate(found.pack.door):
        if not rule.patterns and not rule.repeats and rule.links_max < 0:
            yield found.said_in.fault(
                ("door", index), f"{rule.code}: it looks for nothing", "patterns, repeats, links_max"
            )
        for place, pattern in enumerate(rule.patterns):
            if problem := _not_a_pattern(pattern):
                way = ("door", index, "patterns", place)
                yield found.said_in.fault(way, f"it is no regular expression: {problem}")
        if 0 < rule.repeats < 5:
            yield found.said_in.fault(("door", index, "repeats"), "people write hmmm and !!!", "5 or more")


def honest(found: PackFile, texts: Texts) -> Iterator[Fault]:
    """A door rule that would catch the plainest complaint: the catalogue's own words."""
    if list(door(found)):
        return
    for index, rule in enumerate(found.pack.door):
        for reason in found.pack.reasons:
            for lang in LANGUAGES:
                key = f"reason.{reason.code}.help"
                if texts.has(key, lang) and caught(texts.say(key, lang), (rule,)):
                    yield found.said_in.fault(("door", index, "code"), f"it would catch the words of {key} in {lang}")


def _not_a_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as wrong:
        return str(wrong)
    return ""


RULES = (checklists, evidence, remedies, turn_away, proofs, door)
