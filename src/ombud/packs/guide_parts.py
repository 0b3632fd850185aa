"""What the guide of a pack is put together from: rows, groups and sections, and the words they are made with."""

from functools import reduce

from ombud.core.calendar import Calendar, Minutes
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.struct import Value
from ombud.packs.words import Texts

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


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


class Words:
    """The words of one pack in one language; what is named in braces is filled in."""

    def __init__(self, texts: Texts, lang: str) -> None:
        self._texts = texts
        self._lang = lang

    def __call__(self, key: str, **named: str) -> str:
        words = self._texts.say(key, self._lang)
        for name, value in named.items():
            words = words.replace("{" + name + "}", value)
        return words

    def span(self, span: Span) -> str:
        """A span in words."""
        return self._texts.span(span, self._lang)


def section(code: str, words: Words, *groups: Group, sentences: tuple[str, ...] = ()) -> Section:
    """A section under the heading and the lead that its code has in the words."""
    name, about = words(f"guide.{code}"), words(f"guide.{code}.about")
    return Section(code=code, name=name, about=about, sentences=sentences, groups=groups)


def timed(code: str, name: str, span: Span, policy: Policy, words: Words, *, lapse: str = "") -> Row:
    """A line with how long, and who says so."""
    url = next((one.url for one in policy.pack.sources if one.code == span.source), "")
    source = words(f"source.{span.source}")
    return Row(code=code, name=name, span=words.span(span), lapse=lapse, source=source, source_url=url)


def channels(policy: Policy, words: Words) -> tuple[Row, ...]:
    """Where to turn, with phones and hours."""
    return tuple(
        Row(
            code=one.code,
            name=words(f"channel.{one.code}"),
            text=words(f"channel.{one.code}.help"),
            phone=one.phone,
            address=one.address,
            hours=hours_words(policy.calendar, words) if one.in_service_hours else "",
        )
        for one in policy.pack.channels
    )


def hours_words(calendar: Calendar, words: Words) -> str:
    """When somebody serves: the hours of every working day, then the days that differ."""
    told = [words("guide.hours", hours=_stretches(calendar.service_hours, words))] if calendar.service_hours else []
    for day, hours in calendar.service_hours_of:
        told.append(words("guide.hours-of", day=words(f"weekday.{WEEK[day]}"), hours=_stretches(hours, words)))
    return " · ".join(told)


def _stretches(hours: tuple[Minutes, ...], words: Words) -> str:
    told = [f"{opens // 60:02}:{opens % 60:02}–{closes // 60:02}:{closes % 60:02}" for opens, closes in hours]
    return reduce(lambda first, then: words("guide.hours-and", first=first, then=then), told) if told else ""
