"""The process guide of a pack, made from the pack itself: who, where, by when, with what, and what follows."""

from functools import cache, reduce
from pathlib import Path

from msgspec.structs import replace

from ombud.core.calendar import Calendar, Minutes
from ombud.core.deadlines import DueKind
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.struct import Value
from ombud.packs.load import PACKS, load_version, read_words, texts
from ombud.packs.words import LANGUAGES, Texts, flat, span_words

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
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SECTIONS = ("who", "where", "by-when", "with-what", "what-follows", "review", "after")
KEYS = (
    *(f"weekday.{day}" for day in WEEK),
    *(key for section in SECTIONS for key in (f"guide.{section}", f"guide.{section}.about")),
    *(f"guide.window.{name}" for name in (*WINDOWS, "review_ask", "review")),
    *(f"guide.{one}" for one in ("turned-away", "proofs", "ladder", "hours", "hours-of", "hours-and", "required")),
    *(f"guide.{one}" for one in ("at-once", "by-reviewer", "shop-first", "platform-first", "suspends")),
)
"""The words that the guide is made with."""


class Row(Value, frozen=True):
    """One line of the guide."""

    code: str
    """What it is about: the code of a reason, a channel, a deadline."""
    name: str
    text: str = ""
    span: str = ""
    """How long, in words."""
    lapse: str = ""
    """What follows if nobody acts."""
    source: str = ""
    """Who says how long, in words; and where that can be read, if it was published."""
    source_url: str = ""
    phone: str = ""
    hours: str = ""
    address: str = ""
    items: tuple[str, ...] = ()


class Group(Value, frozen=True):
    """Lines under one heading; a section's first group may have none."""

    rows: tuple[Row, ...]
    name: str = ""


class Section(Value, frozen=True):
    """One question the guide answers."""

    code: str
    name: str
    about: str
    sentences: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


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
    policy, words = load_version(pack_id, folder), _Words(texts(pack_id, folder), lang)
    pack = policy.pack
    return Guide(
        pack=pack.id,
        name=words("pack"),
        about=words("pack.about"),
        version=pack.version,
        in_force_from=pack.in_force_from,
        zone=policy.calendar.zone,
        sections=tuple(make(policy, words) for make in (_who, _where, _by_when, _with_what, _follows, _review, _after)),
        rules=tuple(Row(code=one, name=words(f"rule.{one}"), text=words(f"rule.{one}.text")) for one in pack.rules),
    )


def span_in_words(span: Span, lang: str, folder: Path | None = None) -> str:
    """A span in the reader's language: 48 hours, 48 小时, 1 día hábil."""
    return span_words(span, _common(lang.lower(), folder or PACKS))


@cache
def _common(lang: str, root: Path) -> dict[str, str]:
    code = next(one for one in LANGUAGES if one.lower() == lang)
    return flat(read_words(root / "common", code)[0])


class _Words:
    """The words of one pack in one language."""

    def __init__(self, texts: Texts, lang: str) -> None:
        self._texts = texts
        self._lang = lang

    def __call__(self, key: str, **named: str) -> str:
        words = self._texts.say(key, self._lang)
        for name, value in named.items():
            words = words.replace("{" + name + "}", value)
        return words

    def span(self, span: Span) -> str:
        return self._texts.span(span, self._lang)


def _who(policy: Policy, words: _Words) -> Section:
    rows = tuple(
        Row(code=code, name=words(f"turn-away.{code}"), text=words(f"turn-away.{code}.instead"))
        for code in policy.pack.turn_away
    )
    return _section("who", words, Group(name=words("guide.turned-away"), rows=rows))


def _where(policy: Policy, words: _Words) -> Section:
    return _section("where", words, Group(rows=_channels(policy, words)))


def _by_when(policy: Policy, words: _Words) -> Section:
    rows = tuple(_window(name, policy, words) for name in WINDOWS)
    made = _section("by-when", words, Group(rows=rows))
    return replace(made, about=words("guide.by-when.about", zone=policy.calendar.zone))


def _with_what(policy: Policy, words: _Words) -> Section:
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
    return _section("with-what", words, Group(rows=reasons), Group(name=words("guide.proofs"), rows=proofs))


def _follows(policy: Policy, words: _Words) -> Section:
    pack = policy.pack
    steps = tuple(
        _timed(kind, words(f"deadline.{kind}"), getattr(pack.windows, window), policy, words,
               lapse=words(f"deadline.{kind}.lapse"))
        for kind, window in STEPS
    )  # fmt: skip
    rungs = [_timed(one.step, words(f"rung.{one.step}"), one.span, policy, words) for one in pack.ladder]
    # After the last step nothing more follows by itself, so that its span would only puzzle.
    rungs[-1] = replace(rungs[-1], span="", source="", source_url="")
    return _section(
        "what-follows",
        words,
        Group(rows=steps),
        Group(name=words("guide.ladder"), rows=tuple(rungs)),
        sentences=(
            words("guide.at-once" if pack.admission == "at-once" else "guide.by-reviewer"),
            words("guide.shop-first" if pack.shop_first else "guide.platform-first"),
        ),
    )


def _review(policy: Policy, words: _Words) -> Section:
    rows = (_window("review_ask", policy, words), _window("review", policy, words))
    said = words("guide.suspends")
    return _section("review", words, Group(rows=rows), sentences=(said,))


def _after(policy: Policy, words: _Words) -> Section:
    rows = tuple(row for row in _channels(policy, words) if row.code in ("association", "law"))
    return _section("after", words, Group(rows=rows))


def _section(code: str, words: _Words, *groups: Group, sentences: tuple[str, ...] = ()) -> Section:
    name, about = words(f"guide.{code}"), words(f"guide.{code}.about")
    return Section(code=code, name=name, about=about, sentences=sentences, groups=groups)


def _window(name: str, policy: Policy, words: _Words) -> Row:
    return _timed(name, words(f"guide.window.{name}"), getattr(policy.pack.windows, name), policy, words)


def _timed(code: str, name: str, span: Span, policy: Policy, words: _Words, *, lapse: str = "") -> Row:
    url = next((one.url for one in policy.pack.sources if one.code == span.source), "")
    source = words(f"source.{span.source}")
    return Row(code=code, name=name, span=words.span(span), lapse=lapse, source=source, source_url=url)


def _exhibit(kind: str, required: bool, words: _Words) -> str:
    name = words(f"evidence.{kind}")
    return words("guide.required", name=name) if required else name


def _channels(policy: Policy, words: _Words) -> tuple[Row, ...]:
    return tuple(
        Row(
            code=one.code,
            name=words(f"channel.{one.code}"),
            text=words(f"channel.{one.code}.help"),
            phone=one.phone,
            address=one.address,
            hours=_hours(policy.calendar, words) if one.in_service_hours else "",
        )
        for one in policy.pack.channels
    )


def _hours(calendar: Calendar, words: _Words) -> str:
    """When somebody serves: the hours of every working day, then the days that differ."""
    told = [words("guide.hours", hours=_stretches(calendar.service_hours, words))] if calendar.service_hours else []
    for day, hours in calendar.service_hours_of:
        told.append(words("guide.hours-of", day=words(f"weekday.{WEEK[day]}"), hours=_stretches(hours, words)))
    return " · ".join(told)


def _stretches(hours: tuple[Minutes, ...], words: _Words) -> str:
    told = [f"{opens // 60:02}:{opens % 60:02}–{closes // 60:02}:{closes % 60:02}" for opens, closes in hours]
    return reduce(lambda first, then: words("guide.hours-and", first=first, then=then), told) if told else ""
