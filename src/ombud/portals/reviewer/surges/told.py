"""An alarm in words: its figures as sentences, where it stands, and what each of a shop's series is called."""

from datetime import datetime
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.policy.surge import SurgeRules
from ombud.core.surge.figures import Backlog, Figures, Part, Point
from ombud.core.surge.units import begins_at
from ombud.notices.figures import locale
from ombud.portals.common.display import when
from ombud.portals.common.plots import Bar, plot
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer.rows import say

Row = dict[str, Any]


def number(value: float) -> str:
    """A count that needn't be whole, as its reader writes it: 6, or 0.4."""
    return str(format_decimal(round(value, 0 if value >= 10 else 1), locale=locale()))


def figures_words(figures: Figures, request: SignedIn) -> str:
    """34 independent complainants in the week from 2 March; 6 are normal, the alarm lies above 14."""
    since = when(figures.since, request.platform.zone, request.at, "date")
    told = {
        "week": ngettext(
            "{n} independent complainant in the week from {since}; normal: {expected}, alarm above {upper}.",
            "{n} independent complainants in the week from {since}; normal: {expected}, alarm above {upper}.",
            figures.observed,
        ),
        "day": ngettext(
            "{n} independent complainant on {since}; normal: {expected}, alarm above {upper}.",
            "{n} independent complainants on {since}; normal: {expected}, alarm above {upper}.",
            figures.observed,
        ),
        "hour": ngettext(
            "{n} independent complainant in the hour from {since}; normal: {expected}, alarm above {upper}.",
            "{n} independent complainants in the hour from {since}; normal: {expected}, alarm above {upper}.",
            figures.observed,
        ),
    }[figures.unit]
    if figures.unit == "hour":
        since = when(figures.since, request.platform.zone, request.at)
    return told.format(
        n=figures.observed, since=since, expected=number(figures.expected_hundredths / 100), upper=figures.upper
    )


def certainty_words(figures: Figures) -> str:
    """How often such an alarm comes for nothing."""
    together = ngettext(
        "{n} series was looked at; of alarms so raised at most {percent} % are false.",
        "{n} series were looked at together; of alarms so raised at most {percent} % are false.",
        figures.looked_at,
    ).format(n=figures.looked_at, percent=figures.false_percent_max)
    return _("{first} {then}").format(first=_alone(figures.unit, figures.one_in), then=together)


def certainty_words_of(rules: SurgeRules) -> str:
    """The same before there is an alarm."""
    together = _("Of the alarms of all shops together at most {percent} % are false.").format(
        percent=rules.false_percent_max
    )
    return _("{first} {then}").format(first=_alone(rules.unit, rules.one_in), then=together)


def _alone(unit: str, one_in: int) -> str:
    return {
        "week": _("A shop with which nothing is wrong alarms in one of {n} weeks."),
        "day": _("A shop with which nothing is wrong alarms on one of {n} days."),
        "hour": _("A shop with which nothing is wrong alarms in one of {n} hours."),
    }[unit].format(n=one_in)


def capped_words(figures: Figures) -> str:
    """How many came in all, where more came than count as independent."""
    if figures.counted <= figures.observed:
        return ""
    return _(
        "{counted} came in all. Who complains again, and accounts that hang together, are counted once or twice."
    ).format(counted=figures.counted)


def backlog_words(backlog: Backlog, request: SignedIn) -> str:
    """9 turns missed and 4 answered since 2 March; 12 cases wait for the shop now."""
    since = when(backlog.since, request.platform.zone, request.at, "date")
    words = _(
        "Since {since} the shop missed {missed} of its turns and acted in {answered}. Cases that wait for it: {n}."
    )
    return words.format(since=since, missed=backlog.missed, answered=backlog.answered, n=backlog.waiting)


def threshold_words(backlog: Backlog) -> str:
    """From where on the platform is alerted."""
    return _("The alarm comes from {least} missed turns on, if they are at least {percent} % of all.").format(
        least=backlog.least, percent=backlog.percent
    )


def stage_words(stage: str) -> str:
    """Where an alarm stands."""
    return {
        "raised": _("To be looked at"),
        "intervention": _("The shop is asked"),
        "answered": _("To be concluded"),
        "dismissed": _("Dismissed"),
        "closed": _("Concluded"),
    }.get(stage, stage)


def kind_words(kind: str) -> str:
    """What an alarm is about."""
    return {"rise": _("Complaints rise"), "backlog": _("Can’t keep up")}.get(kind, kind)


def part_words(request: SignedIn, of: str) -> str:
    """What one of a shop's series is called."""
    kind, _sep, code = of.partition(":")
    match kind:
        case "complaints":
            return say(request, f"reason.{code}")
        case "reports":
            return _("Reported: {what}").format(what=say(request, f"report-type.{code}"))
        case "urges":
            return _("Urged to go on with an order")
        case "public-items":
            return _("Said in public")
        case _:
            return _("All together")


def parts_table(request: SignedIn, parts: tuple[Part, ...]) -> list[Row]:
    """Each reason beside what is normal for it."""
    return [
        {
            "name": part_words(request, one.of), "observed": one.observed,
            "expected": number(one.expected_hundredths / 100), "upper": one.upper, "alarming": one.alarming,
        }
        for one in parts
    ]  # fmt: skip


def series(request: SignedIn, history: tuple[Point, ...], now: Point, unit: str, title: str, said: str) -> Row:
    """A shop's history with the open unit as a picture and as a table."""
    every = [*history, now]
    labels = [_label(begins_at(one.unit, request.platform.zone, unit), request, unit) for one in every]  # type: ignore[arg-type]
    bars = [
        Bar(label, one.observed, one.expected_hundredths / 100, 0, one.upper, one.observed > one.upper)
        for label, one in zip(labels, every, strict=True)
    ]
    table = [
        {
            "label": label, "observed": one.observed, "expected": number(one.expected_hundredths / 100),
            "upper": one.upper, "over": one.observed > one.upper,
        }
        for label, one in zip(labels, every, strict=True)
    ]  # fmt: skip
    return {"plot": plot(bars, title, said), "names": names(), "table": table[::-1]}


def names() -> dict[str, str]:
    """What is what in the picture."""
    return {
        "value": _("Independent complainants"), "over": _("Beyond the band"), "expected": _("Normal"),
        "band": _("Within the band"), "high": _("Alarm above this"),
    }  # fmt: skip


def _label(at: datetime, request: SignedIn, unit: str) -> str:
    return when(at, request.platform.zone, request.at, "moment" if unit == "hour" else "date")
