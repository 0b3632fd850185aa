"""The process guide of a pack, made from the pack itself: who, where, by when, with what, and what follows."""

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from ombud.core.deadlines import DueKind
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.struct import Value
from ombud.packs import guide_evidence, guide_penalties
from ombud.packs.guide_parts import WEEK, Group, Row, Section, Words, channels, section, timed
from ombud.packs.load import PACKS, load_version, read_words, texts
from ombud.packs.words import LANGUAGES, flat, span_words

__all__ = ["KEYS", "Group", "Guide", "Row", "Section", "guide", "span_in_words"]

STEPS: tuple[tuple[DueKind, str], ...] = (
    ("admission", "admission"),
    ("answer", "answer"),
    ("choice", "choice"),
    ("offer", "offer"),
    ("negotiation", "negotiation"),
    ("evidence", "evidence"),
    ("excuse", "excuse"),
    ("ruling", "ruling"),
    ("approval", "approval"),
    ("goods", "goods"),
    ("execution", "execution"),
    ("verification", "verification"),
)
"""Deadlines in the order of a case's life, each with its window."""
WINDOWS = ("complain", "reopen", "nudge", "more_time", "settlement")
SECTIONS = ("who", "where", "by-when", "with-what", "what-follows", "review", "after")
KEYS = (
    *(f"weekday.{day}" for day in WEEK),
    *(key for section in SECTIONS for key in (f"guide.{section}", f"guide.{section}.about")),
    *(f"guide.window.{name}" for name in (*WINDOWS, "reply_last", "review_ask", "review")),
    *(f"guide.{one}" for one in ("turned-away", "proofs", "ladder", "hours", "hours-of", "hours-and", "required")),
    *(f"guide.{one}" for one in ("at-once", "by-reviewer", "shop-first", "platform-first", "suspends", "go-between")),
    *guide_penalties.KEYS,
    *guide_evidence.KEYS,
)
"""The words that the guide is made with."""


class Guide(Value, frozen=True):
    """The whole guide in one language."""

    pack: str
    name: str
    about: str
    version: str
    in_force_from: str
    zone: str
    sections: tuple[Section, ...]
    rules: tuple[Row, ...]
    """The rules that rulings cite, by their number."""


def guide(pack_id: str, lang: str, folder: Path | None = None) -> Guide:
    """The guide of a pack, by `name@version` or by its name alone, in one language."""
    policy, words = load_version(pack_id, folder), Words(texts(pack_id, folder), lang)
    pack = policy.pack
    made = tuple(make(policy, words) for make in (_who, _where, _by_when, _with_what, _follows, _review, _after))
    return Guide(
        pack=pack.id,
        name=words("pack"),
        about=words("pack.about"),
        version=pack.version,
        in_force_from=pack.in_force_from,
        zone=policy.calendar.zone,
        sections=(*made, *guide_evidence.sections(policy, words), *guide_penalties.sections(policy, words)),
        rules=tuple(Row(code=one, name=words(f"rule.{one}"), text=words(f"rule.{one}.text")) for one in pack.rules),
    )


def span_in_words(span: Span, lang: str, folder: Path | None = None) -> str:
    """A span in the reader's language: 48 hours, 48 小时, 1 día hábil."""
    return span_words(span, _common(lang.lower(), folder or PACKS))


@cache
def _common(lang: str, root: Path) -> dict[str, str]:
    code = next(one for one in LANGUAGES if one.lower() == lang)
    return flat(read_words(root / "common", code)[0])


def _who(policy: Policy, words: Words) -> Section:
    rows = tuple(
        Row(code=code, name=words(f"turn-away.{code}"), text=words(f"turn-away.{code}.instead"))
        for code in policy.pack.turn_away
    )
    return section("who", words, Group(name=words("guide.turned-away"), rows=rows))


def _where(policy: Policy, words: Words) -> Section:
    return section("where", words, Group(rows=channels(policy, words)))


def _by_when(policy: Policy, words: Words) -> Section:
    rows = tuple(_window(name, policy, words) for name in WINDOWS)
    if reply := policy.pack.reply:
        rows += (timed("reply_last", words("guide.window.reply_last"), reply.last, policy, words),)
    made = section("by-when", words, Group(rows=rows))
    return replace(made, about=words("guide.by-when.about", zone=policy.calendar.zone))


def _with_what(policy: Policy, words: Words) -> Section:
    reasons = tuple(
        Row(
            code=one.code,
            name=words(f"reason.{one.code}"),
            text=words(f"reason.{one.code}.help"),
            items=tuple(_exhibit(kind, kind in one.required, words) for kind in one.checklist),
        )
        for one in policy.pack.reasons
    )
    proofs = tuple(
        Row(code=one.code, name=words(f"proof.{one.code}"), text=words(f"proof.{one.code}.help"))
        for one in policy.pack.proofs
    )
    return section("with-what", words, Group(rows=reasons), Group(name=words("guide.proofs"), rows=proofs))


def _follows(policy: Policy, words: Words) -> Section:
    pack = policy.pack
    steps = tuple(
        timed(kind, words(f"deadline.{kind}"), getattr(pack.windows, window), policy, words,
               lapse=words(f"deadline.{kind}.lapse"))
        for kind, window in STEPS
    )  # fmt: skip
    if reply := pack.reply:
        after = [kind for kind, _ in STEPS].index("excuse") + 1
        told = timed("reply", words("deadline.reply"), reply.time, policy, words, lapse=words("deadline.reply.lapse"))
        steps = (*steps[:after], told, *steps[after:])
    rungs = [timed(one.step, words(f"rung.{one.step}"), one.span, policy, words) for one in pack.ladder]
    # After the last step nothing more follows by itself, so that its span would only puzzle.
    rungs[-1] = replace(rungs[-1], span="", source="", source_url="")
    ordered = (Group(name=words("guide.ladder"), rows=tuple(rungs)),) if pack.orders_refund else ()
    return section(
        "what-follows",
        words,
        Group(rows=steps),
        *ordered,
        sentences=(
            *((words("guide.go-between"),) if pack.part == "go-between" else ()),
            words("guide.at-once" if pack.admission == "at-once" else "guide.by-reviewer"),
            words("guide.shop-first" if pack.shop_first else "guide.platform-first"),
        ),
    )


def _review(policy: Policy, words: Words) -> Section:
    rows = (_window("review_ask", policy, words), _window("review", policy, words))
    said = words("guide.suspends")
    return section("review", words, Group(rows=rows), sentences=(said,))


def _after(policy: Policy, words: Words) -> Section:
    rows = tuple(row for row in channels(policy, words) if row.code in ("association", "law"))
    return section("after", words, Group(rows=rows))


def _window(name: str, policy: Policy, words: Words) -> Row:
    return timed(name, words(f"guide.window.{name}"), getattr(policy.pack.windows, name), policy, words)


def _exhibit(kind: str, required: bool, words: Words) -> str:
    name = words(f"evidence.{kind}")
    return words("guide.required", name=name) if required else name
