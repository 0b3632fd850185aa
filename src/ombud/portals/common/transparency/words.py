"""What the figures are called, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ombud.core.transparency_report.periods import Period
from ombud.packs.words import Texts
from ombud.portals.common.display import language
from ombud.portals.common.typed import BABEL

TWO_DAYS_HOURS = 48
PACK_TABLES = {"reasons": "reason", "violations": "violation", "report-outcomes": "report-outcome", "late": "deadline"}
"""Lists whose names stand in the pack, and in which table of it."""


def count(n: int) -> str:
    """A figure as the reader's language groups it."""
    return str(format_decimal(n, locale=BABEL[language()]))


def told(n: int | None) -> str:
    """A count, or that it isn't shown."""
    return _("not shown") if n is None else count(n)


def share(part: int, of: int) -> str:
    """How many of a hundred."""
    return str(format_percent(part / of, locale=BABEL[language()]))


def hours(n: int | None) -> str:
    """How long something took at most."""
    if n is None:
        return _("fewer than five")
    if n >= TWO_DAYS_HOURS:
        days = -(-n // 24)
        return ngettext("{n} day", "{n} days", days).format(n=count(days))
    return ngettext("{n} hour", "{n} hours", n).format(n=count(n))


def short_month(name: str) -> str:
    """`2026-03` as its month, below a bar and above a column."""
    return str(format_date(date.fromisoformat(f"{name}-01"), "MMM", locale=BABEL[language()]))


def period(one: Period) -> str:
    """A quarter or a year."""
    year, _dash, quarter = one.name.partition("-Q")
    return _("Quarter {n} of {year}").format(n=quarter, year=year) if quarter else year


def noon(day: date, zone: ZoneInfo) -> datetime:
    """An instant within a day, for whatever shows instants."""
    return datetime.combine(day, time(12), zone)


def volumes() -> Mapping[str, str]:
    """Lists by month."""
    return {
        "filed": _("Complaints"),
        "reports": _("Reports about shops and pages"),
        "evidence-filed": _("Reports of fake evidence"),
        "penalties": _("Penalties imposed"),
        "interventions": _("Interventions opened"),
    }


def times() -> Mapping[str, str]:
    """What was timed."""
    return {
        "answer": _("From the complaint to the shop’s answer"),
        "ruling": _("From asking the platform to its ruling"),
        "execution": _("From the decision to its proven execution"),
        "appeal": _("From an appeal to its decision"),
    }


def singles() -> Mapping[str, str]:
    """Counts that stand alone."""
    return {
        "asked-platform": _("The platform was asked to step in"),
        "stepped-in": _("The platform stepped in by itself"),
        "answered": _("Complaints that the shop answered"),
        "turns-lost": _("Turns that a side let pass"),
        "review-asked": _("Reviews of a ruling asked for"),
        "appealed": _("Appeals against a penalty"),
        "alarms": _("Alarms about a shop"),
        "alarms-dismissed": _("Alarms that needed nothing more"),
        "interventions": _("Interventions opened"),
        "pictures-judged": _("Pictures that a reviewer judged by eye first"),
        "leads-looked-at": _("Leads of a program that a reviewer then looked at"),
        "evidence-by-machine": _("Conclusions that name such a lead among their grounds"),
        "evidence-adjusted": _("Conclusions that changed who is liable"),
    }


def cells(name: str) -> Mapping[str, str]:
    """The names of a list whose names are ours, not the pack's."""
    return {
        "closed": {
            "turned-away": _("Not accepted"),
            "withdrawn": _("Withdrawn"),
            "settled": _("Settled between the two sides"),
            "ruled": _("Ruled, nothing to carry out"),
            "executed": _("Decided and carried out"),
            "advanced": _("Paid in advance by the platform"),
            "lapsed": _("Ended because nobody went on"),
        },
        "ruled": {
            "merchant": pgettext("liable", "The shop"),
            "consumer": pgettext("liable", "The consumer"),
            "both": pgettext("liable", "Both"),
            "none": pgettext("liable", "Neither"),
        },
        "reviews": {"true": pgettext("ruling", "Upheld"), "false": pgettext("ruling", "Changed")},
        "appeals": {
            "full": _("Upheld in full: the penalty is lifted"),
            "part": _("Upheld in part"),
            "rejected": _("Rejected"),
        },
        "evidence-results": {"found": _("Found fake"), "not-shown": _("Not shown"), "unclear": _("Unclear")},
    }.get(name, {})


def cell(name: str, code: str, said: Texts | None) -> str:
    """One name of a list."""
    if name in PACK_TABLES:
        key = f"{PACK_TABLES[name]}.{code}"
        if said is not None and said.has(key, language()):
            return said.say(key, language())
        return code or _("Other")
    return cells(name).get(code, code)
