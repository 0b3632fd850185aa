"""What stands at a place of a pack, in a sentence: "Appeal window of fictitious transactions"."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.policy.span import Span
from ombud.core.struct import Value
from ombud.packs.compare import Way
from ombud.packs.guide_parts import Words
from ombud.portals.common.case.teller import listed
from ombud.portals.reviewer.packs.staff_only import inner_windows, limit_names

CODED = {
    "reasons": "reason", "evidence": "evidence", "proofs": "proof", "channels": "channel", "door": "door",
    "sources": "source", "ladder": "rung", "turn_away": "turn-away", "ruling_reasons": "ruling-reason", "rules": "rule",
    "report_types": "report-type", "report_outcomes": "report-outcome", "checklist": "evidence", "required": "evidence",
    "remedies": "remedy", "violations": "violation", "fields": "appeal-field", "slot_fields": "appeal-field",
    "materials": "appeal-material", "slot_materials": "appeal-material", "two_people_for": "measure",
}  # fmt: skip
"""Lists of codes, and the table of words that says them."""
OF_PENALTY = {
    "approval": "penalty-approval", "review": "appeal-review", "question": "question", "condition": "condition",
    "consultation": "consultation",
}  # fmt: skip
"""Windows around penalties, by the deadline they give."""


class Labels:
    """Words for places and values, from the words of either version: a code may be in one of them only."""

    def __init__(self, *words: Words) -> None:
        self._words = words

    def say(self, key: str) -> str:
        """The first words there are; the code itself where nobody has any."""
        for one in self._words:
            try:
                return one(key)
            except KeyError:
                continue
        return key.rpartition(".")[2]

    def place(self, way: Way) -> str:
        """A place in words, the narrowest first."""
        match way:
            case ("windows", name):
                return self._window(name)
            case ("reply", name):
                return self.say({"last": "guide.window.reply_last", "time": "deadline.reply"}.get(name, name))
            case ("limits", name):
                return limit_names().get(name, name)
            case ("penalties", "windows", name):
                return self._around(name)
            case ("penalties", "violations", code, *rest):
                return self._of(_violation_part(rest, self), self.say(f"violation.{code}")) if rest else self.say(
                    f"violation.{code}")  # fmt: skip
            case ("service", "channels", code, *rest):
                name = self.say(f"service.{code}")
                return self._of(" · ".join(part_names().get(one, one) for one in rest), name) if rest else name
            case (kind, code, *rest) if kind in CODED:
                name = self.say(f"{CODED[kind]}.{code}")
                return self._of(" · ".join(part_names().get(one, one) for one in rest), name) if rest else name
        return " · ".join(part_names().get(one, one) for one in way)

    def value(self, way: Way, value: Any) -> str:
        """A value in words."""
        if value is None:
            return "–"
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, Span):
            return self._words[0].span(value)
        if isinstance(value, tuple):
            return listed([self._one(way, one) for one in value]) or "–"
        if isinstance(value, Value):
            return _("There")
        return part_names().get(str(value), str(value))

    def _one(self, way: Way, one: Any) -> str:
        if isinstance(one, str):
            table = CODED.get(way[-1], "")
            return self.say(f"{table}.{one}") if table else one
        if isinstance(one, tuple) and len(one) == 2 and all(isinstance(part, int) for part in one):
            return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in one)
        return str(getattr(one, "code", one))

    def _window(self, name: str) -> str:
        inner = inner_windows().get(name)
        if inner:
            return inner
        for key in (f"guide.window.{name}", f"deadline.{name}"):
            if (said := self.say(key)) != name:
                return said
        return {"settlement": _("Carrying out what was agreed"), "more_time": _("More time")}.get(name, name)

    def _around(self, name: str) -> str:
        if name in OF_PENALTY:
            return self.say(f"deadline.{OF_PENALTY[name]}")
        return {
            "senior": inner_windows()["senior"],
            "completion": _("Sending an incomplete appeal again"),
            "prepared_before": _("A prepared appeal is sent before the window closes by"),
            "remind_before": _("Reminder before the appeal window closes"),
        }.get(name, name)

    def _of(self, part: str, whole: str) -> str:
        return _("{part} of “{whole}”").format(part=part, whole=whole)


def _violation_part(rest: list[str], labels: Labels) -> str:
    match rest:
        case ["appeal", name]:
            return appeal_names().get(name, name)
        case ["appeal", "form", kind, code, *more]:
            name = labels.say(f"{CODED.get(kind, kind)}.{code}")
            return " · ".join((name, *(part_names().get(one, one) for one in more)))
        case ["measures", code, *more]:
            return " · ".join((_("Measure {code}").format(code=code), *(part_names().get(one, one) for one in more)))
    return " · ".join(part_names().get(one, one) for one in rest)


def appeal_names() -> dict[str, str]:
    """How an appeal is held, in words."""
    return {
        "closes": _("Appeal window"),
        "opens": _("Wait before the appeal window opens"),
        "attempts_max": _("Appeals decided on the merits"),
        "slots": _("What an appeal is decided for"),
        "drawn_max": _("Drawn orders"),
        "none_allowed": _("Saying that there is nothing to show"),
    }


def part_names() -> dict[str, str]:
    """Keys and settings that a pack's writers see, in words."""
    return {
        "appeal": _("Appeal"), "measures": _("Measures"), "rule": _("Rule"), "rules": _("Rules that rulings cite"),
        "checklist": _("Evidence that helps"), "required": _("Required evidence"), "remedies": _("Remedies"),
        "files_min": _("Files at least"), "files_max": _("Files at most"),
        "accepts": _("Kinds of files"), "lasts": _("How long it lasts"), "after": _("When it begins"),
        "phone": _("Phone"), "address": _("Address"), "url": _("Address"), "patterns": _("Patterns"),
        "does": _("What the door does"), "span": _("Time until the next step"), "pattern": _("Form of the number"),
        "example": _("Example"), "needs_file": _("Needs a file"), "in_service_hours": _("Answered in service hours"),
        "calendar": _("Calendar"), "version": _("Table of working days"), "zone": _("Time zone"),
        "service_hours": _("Service hours"), "service_hours_of": _("Service hours of single days"),
        "languages": _("Languages"), "currencies": _("Currencies"), "shop_first": _("Complaints go to the shop first"),
        "admission": _("Acceptance"), "at-once": _("At once"), "by-reviewer": _("By a reviewer"),
        "turn_away": _("Reasons for not accepting"), "ruling_reasons": _("Reasons of rulings"),
        "report_types": _("Types of reports"), "report_outcomes": _("Outcomes of reports"), "penalties": _("Penalties"),
        "lapses": _("If nobody acts"), "consumer_silent": _("The consumer is silent"),
        "merchant_silent": _("The shop is silent"), "excuse_unanswered": _("A request for more time goes unanswered"),
        "to-platform": _("The platform takes the case"), "close": _("The complaint is closed"),
        "close-for-consumer": _("It is closed in the consumer’s favour"), "granted": _("Granted"),
        "refused": _("Refused"), "notice_days": _("Announced before rules apply, days"), "limits": _("Caps"),
        "hours": _("Hours"), "hours_of": _("Hours of single days"),
        "part": _("The platform’s part in the trade"), "takes-part": _("It takes part"),
        "go-between": _("It only brings the sides together"),
        "orders_refund": _("The platform can order refunds"), "two_people_for": _("Measures that need two people"),
        "orders_max": _("Orders in one penalty"), "items_max": _("Things found in one penalty"),
        "funds_two_people_above": _("Held funds above this need two people"), "law": _("Law"),
        "questions_max": _("Questions in one appeal"), "whole": _("The penalty as a whole"), "orders": _("Orders"),
        "items": _("Each thing found"), "none": _("None"), "may": _("Where there are any"), "must": _("Always"),
        "reasons": _("Reasons for complaints"), "evidence": _("Evidence"), "proofs": _("Proofs of execution"),
        "channels": _("Channels"), "door": _("At the door"), "ladder": _("Ladder"), "violations": _("Violations"),
        "picture": _("pictures"), "pdf": _("PDF"), "source": _("Source"), "sources": _("Sources"),
    }  # fmt: skip
