"""What must hold of a pack's service: each channel stands once, leads somewhere, and its hours are hours of a day."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ombud.core.policy.service import ServiceChannel, stretch
from ombud.packs.checks.head import well_coded
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile
from ombud.packs.places import Path as Way

PHONE = r"\+?[0-9][0-9 -]{2,20}"
WEB = r"https://\S+|/\S*"
NEEDS = {"scan-code": "url", "shop-front": "address"}
"""What a channel is nothing without."""


def codes(found: PackFile) -> Iterator[Fault]:
    """There is a channel, and each stands once."""
    rules = found.pack.service
    if rules is None:
        return
    if not rules.channels:
        yield found.said_in.fault(("service",), "there is no channel", "at least one of [[service.channels]]", key=True)
    yield from well_coded(
        found, [(("service", "channels", n, "code"), one.code) for n, one in enumerate(rules.channels)]
    )


def leads(found: PackFile) -> Iterator[Fault]:
    """A code that is scanned leads to an address, a counter stands somewhere, a phone number can be called."""
    for way, one in _channels(found):
        at = found.said_in.fault
        if (needed := NEEDS.get(one.code)) and not getattr(one, needed):
            yield at(way, f"{one.code} leads nowhere", f"{needed} = …", key=True)
        if one.phone and not re.fullmatch(PHONE, one.phone):
            yield at((*way, "phone"), f"{one.phone!r} can't be called", "figures and spaces, such as +34 900 000 000")
        if one.url and not re.fullmatch(WEB, one.url):
            yield at((*way, "url"), f"{one.url!r} is no address", "https://… or an address of this site, such as /help")


def hours(found: PackFile) -> Iterator[Fault]:
    """Stretches of a day, in order, not overlapping; and somebody is there at some time."""
    calendar = found.calendar
    for way, one in _channels(found):
        for key, stretches in (("hours", one.hours), *(("hours_of", listed) for listed in one.hours_of.values())):
            yield from _stretches(stretches, (*way, key), found)
        own = one.hours or any(one.hours_of.values())
        if not own and not calendar.service_hours and not any(listed for _, listed in calendar.service_hours_of):
            problem = f"nobody is ever there: {one.code} says no hours, and neither does the calendar"
            yield found.said_in.fault(way, problem, 'hours = ["09:00-12:00"]', key=True)


def _stretches(listed: tuple[str, ...], way: Way, found: PackFile) -> Iterator[Fault]:
    read = [stretch(text) for text in listed]
    for text, one in zip(listed, read, strict=True):
        if one is None:
            yield found.said_in.fault(way, f"{text!r} is no stretch of a day", "such as 09:00-12:00, at most to 24:00")
            return
    for before, then in pairwise(read):
        if before and then and then[0] < before[1]:
            yield found.said_in.fault(way, f"{', '.join(listed)} must be in order and must not overlap")


def _channels(found: PackFile) -> Iterator[tuple[Way, ServiceChannel]]:
    rules = found.pack.service
    for n, one in enumerate(rules.channels if rules else ()):
        yield ("service", "channels", n), one


def ratings(found: PackFile) -> Iterator[Fault]:
    """A rating has room for a sentence, and no more than any other text."""
    most, longest = found.pack.ratings.words_max, found.pack.limits.words_max
    if not 20 <= most <= longest:
        yield found.said_in.fault(("ratings", "words_max"), f"{most} is no length of a rating", f"20 to {longest}")


RULES = (codes, leads, hours, ratings)
