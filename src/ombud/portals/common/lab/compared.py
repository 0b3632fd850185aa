"""What a picture is like and what can be read on it, in sentences: to look at, never to conclude from alone."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ombud.lab.finding import Finding
from ombud.portals.common.lab.carried import quoted

SHOWN = 8


def _goods(finding: Finding) -> str:
    likeness = finding.facts.get("likeness")
    best = likeness[0] if isinstance(likeness, list) and likeness else ""
    return _(
        "Compared with the shop’s product photos ({count}): the likest one reaches {likeness} of 1. Light and the side "
        "that is shown change it, so that a low figure doesn’t say whose goods they are."
    ).format(count=finding.facts.get("compared_with", 0), likeness=best)


def _words(finding: Finding) -> str:
    numbers = finding.facts.get("numbers")
    told = [said for one in numbers if (said := _number(one))] if isinstance(numbers, list) else []
    if not told:
        return _("No number of an order, a parcel or a payment could be read on it.")
    return _("Read on it: {numbers}.").format(numbers=", ".join(told[:SHOWN]))


def _number(said: str) -> str:
    """`parcel YT8816420397155 yto sure`, as people read it."""
    kind, _sign, rest = said.partition(" ")
    number = rest.partition(" ")[0]
    words = {
        "order": _("order {number}"),
        "parcel": _("parcel {number}"),
        "payment": _("payment {number}"),
        "amount": _("amount {number}"),
    }
    if kind == "amount" and number.isdigit():
        number = f"{int(number) // 100}.{int(number) % 100:02}"
    return words[kind].format(number=quoted(number)) if kind in words else ""


COMPARED: dict[str, Callable[[Finding], str]] = {"goods": _goods, "words-on-it": _words}
