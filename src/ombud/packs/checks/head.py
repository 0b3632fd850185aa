"""What must hold of a pack's own figures: names, versions, codes, places of publication, channels, caps."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ombud.core.policy.span import Span
from ombud.core.policy.trade import TradeRules
from ombud.core.policy.violation import AppealForm, PenaltyRules
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile
from ombud.packs.places import Path as Way
from ombud.packs.words import LANGUAGES

CHANNELS = ("shop", "platform", "association", "law")
FILLED = ("languages", "currencies", "rules", "ruling_reasons", "report_types", "report_outcomes", "reasons")
VERSION = r"[0-9]+(?:\.[0-9]+)*"


def name_and_version(found: PackFile) -> Iterator[Fault]:
    """The folder says the same name, and for an older version the same version."""
    pack, at = found.pack, found.said_in.fault
    older = found.place.parent.name == "versions"
    folder = found.place.parent.parent.name if older else found.place.name
    if pack.name != folder:
        yield at(("name",), f"the folder is named {folder}", folder)
    if older and pack.version != found.place.name:
        yield at(("version",), f"the folder is named {found.place.name}", found.place.name)
    if not re.fullmatch(VERSION, pack.version):
        yield at(("version",), f"{pack.version!r} is no version", "numbers with dots, such as 2026.1")


def dates(found: PackFile) -> Iterator[Fault]:
    """Rules are announced before they apply."""
    pack, at = found.pack, found.said_in.fault
    days = {key: _day(getattr(pack, key)) for key in ("announced_on", "in_force_from")}
    for key, day in days.items():
        if day is None:
            yield at((key,), "it is no date", "a day such as 2026-01-31")
    announced, applies = days.values()
    if announced and applies and announced >= applies:
        yield at(("announced_on",), f"it comes into force on {pack.in_force_from}", "an earlier day")
    if pack.notice_days < 1:
        yield at(("notice_days",), "rules would apply before anybody could read them", "1 or more")


def lists(found: PackFile) -> Iterator[Fault]:
    """Nothing that a page chooses from is empty or unknown."""
    pack, at = found.pack, found.said_in.fault
    for key in FILLED:
        if not getattr(pack, key):
            yield at((key,), "it is empty", "at least one")
    for index, lang in enumerate(pack.languages):
        if lang not in LANGUAGES:
            yield at(("languages", index), f"there are no words in {lang!r}", ", ".join(LANGUAGES))
    for index, currency in enumerate(pack.currencies):
        if not re.fullmatch(r"[A-Z]{3}", currency):
            yield at(("currencies", index), f"{currency!r} is no currency", "three capital letters, such as CNY")


def codes(found: PackFile) -> Iterator[Fault]:
    """Codes are kebab-case and stand once."""
    pack = found.pack
    lists: dict[str, list[str]] = {
        key: [one.code for one in getattr(pack, key)]
        for key in ("evidence", "reasons", "proofs", "door", "channels", "sources")
    }
    lists |= {
        key: list(getattr(pack, key)) for key in ("turn_away", "ruling_reasons", "report_types", "report_outcomes")
    }
    for key, codes in lists.items():
        coded = hasattr(next(iter(getattr(pack, key)), None), "code")
        ways: list[Way] = [(key, index, "code") if coded else (key, index) for index in range(len(codes))]
        yield from well_coded(found, zip(ways, codes, strict=True))
    if pack.penalties is not None:
        for group in _codes_of(pack.penalties):
            yield from well_coded(found, group)
    for index, number in enumerate(pack.rules):
        if not re.fullmatch(VERSION, number):
            yield found.said_in.fault(("rules", index), f"{number!r} is no number of a rule", "such as 4 or 4.3")
        if number in pack.rules[:index]:
            yield found.said_in.fault(("rules", index), f"rule {number} stands here twice")


def well_coded(found: PackFile, codes: Iterable[tuple[Way, str]]) -> Iterator[Fault]:
    """Codes of one list that aren't kebab-case, or stand in it twice."""
    seen = set()
    for way, code in codes:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", code):
            yield found.said_in.fault(way, f"{code!r} is no code", "small letters and digits, joined by -")
        if code in seen:
            yield found.said_in.fault(way, f"{code} stands here twice")
        seen.add(code)


def channels(found: PackFile) -> Iterator[Fault]:
    codes = [one.code for one in found.pack.channels]
    for code in CHANNELS:
        if code not in codes:
            yield found.said_in.fault(("channels",), f"the channel {code} is missing", ", ".join(CHANNELS), key=True)
    if codes != sorted(codes, key=CHANNELS.index):
        yield found.said_in.fault(
            ("channels", 0), "they are not in the order of the ladder", ", ".join(CHANNELS), key=True
        )
    calendar = found.calendar
    serves = calendar.service_hours or any(hours for _, hours in calendar.service_hours_of)
    for index, one in enumerate(found.pack.channels):
        if one.in_service_hours and not serves:
            way = ("channels", index, "in_service_hours")
            yield found.said_in.fault(way, "the calendar has no service hours", "[calendar] service_hours")
        if one.in_service_hours and not one.phone:
            yield found.said_in.fault(("channels", index, "in_service_hours"), "there is no phone to answer", "phone")


def part(found: PackFile) -> Iterator[Fault]:
    """Whoever takes no part in the trade orders nothing in it."""
    if found.pack.part == "go-between" and found.pack.orders_refund:
        problem = "a platform that takes no part in the trade can't order refunds"
        yield found.said_in.fault(("orders_refund",), problem, 'false, or part = "takes-part"')


def sources(found: PackFile) -> Iterator[Fault]:
    named = [one.code for one in found.pack.sources]
    used = set()
    for way, span in spans(found):
        used.add(span.source)
        if span.source != "ours" and span.source not in named:
            yield found.said_in.fault(
                (*way, "source"), f"there is no source {span.source!r}", ", ".join(["ours", *named])
            )
    for index, source in enumerate(found.pack.sources):
        if source.code not in used:
            yield found.said_in.fault(("sources", index, "code"), f"no span names {source.code}")
        if not source.url.startswith("https://"):
            yield found.said_in.fault(("sources", index, "url"), "readers should be able to open it", "https://…")


def limits(found: PackFile) -> Iterator[Fault]:
    for name in found.pack.limits.__struct_fields__:
        least = 0 if name in ("compensation_percent_max", "two_people_above") else 1
        if getattr(found.pack.limits, name) < least:
            problem = f"with {getattr(found.pack.limits, name)} nobody could ever act"
            yield found.said_in.fault(("limits", name), problem, f"{least} or more")


def _codes_of(rules: PenaltyRules) -> Iterator[list[tuple[Way, str]]]:
    """Codes that mustn't be the same: of violations, of a violation's measures, of all that one form asks for."""
    every: Way = ("penalties", "violations")
    yield [((*every, index, "code"), one.code) for index, one in enumerate(rules.violations)]
    for index, violation in enumerate(rules.violations):
        at: Way = (*every, index)
        yield [((*at, "measures", place, "code"), one.code) for place, one in enumerate(violation.measures)]
        form = violation.appeal.form if violation.appeal else AppealForm()
        for part in (("fields", "materials"), ("slot_fields", "slot_materials")):
            held = [(key, place, one) for key in part for place, one in enumerate(getattr(form, key))]
            yield [((*at, "appeal", "form", key, place, "code"), one.code) for key, place, one in held]
            for key, place, one in held:
                way: Way = (*at, "appeal", "form", key, place, "choices")
                yield [((*way, number), choice) for number, choice in enumerate(getattr(one, "choices", ()))]


def spans(found: PackFile) -> Iterator[tuple[Way, Span]]:
    """Every span of the pack, with where it stands."""
    for name in found.pack.windows.__struct_fields__:
        yield ("windows", name), getattr(found.pack.windows, name)
    for index, rung in enumerate(found.pack.ladder):
        yield ("ladder", index, "span"), rung.span
    if found.pack.reply is not None:
        yield ("reply", "last"), found.pack.reply.last
        yield ("reply", "time"), found.pack.reply.time
    if found.pack.penalties is not None:
        yield from _spans_of(found.pack.penalties)
    if found.pack.funds is not None:
        yield ("funds", "freeze_look"), found.pack.funds.freeze_look
    if found.pack.trade is not None:
        yield from _spans_of_trade(found.pack.trade)
    if found.pack.surge is not None:
        for name in found.pack.surge.windows.__struct_fields__:
            yield ("surge", "windows", name), getattr(found.pack.surge.windows, name)


def _spans_of(rules: PenaltyRules) -> Iterator[tuple[Way, Span]]:
    for name in rules.windows.__struct_fields__:
        yield ("penalties", "windows", name), getattr(rules.windows, name)
    for index, violation in enumerate(rules.violations):
        at: Way = ("penalties", "violations", index)
        held = [((*at, "measures", place), one, ("after", "lasts")) for place, one in enumerate(violation.measures)]
        for way, one, keys in [*held, ((*at, "appeal"), violation.appeal, ("opens", "closes"))]:
            for key in keys:
                if (span := getattr(one, key, None)) is not None:
                    yield (*way, key), span


def _spans_of_trade(rules: TradeRules) -> Iterator[tuple[Way, Span]]:
    yield ("trade", "urge"), rules.urge
    if rules.contact_first is not None:
        yield ("trade", "contact_first"), rules.contact_first
    for index, kind in enumerate(rules.kinds):
        at: Way = ("trade", "kinds", index)
        if kind.received_after is not None:
            yield (*at, "received_after"), kind.received_after
        for place, stage in enumerate(kind.stages):
            if stage.span is not None:
                yield (*at, "stages", place, "span"), stage.span


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def who_reads_first(found: PackFile) -> Iterator[Fault]:
    """A complaint goes to the shop first, or a reviewer reads it before: the two settings say the same."""
    pack, at = found.pack, found.said_in.fault
    if not pack.shop_first and pack.admission == "at-once":
        yield at(
            ("shop_first",),
            "the platform reads first, but every complaint is accepted at once",
            'true, or admission = "by-reviewer"',
        )


RULES = (name_and_version, dates, who_reads_first, lists, codes, channels, part, sources, limits)
