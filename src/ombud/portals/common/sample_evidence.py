"""The exhibits, claims and outcomes of the made-up case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ombud.core.shapes import Shape

from .places import Circled, circle_tool
from .samples import Data, picture


def exhibits() -> list[Data]:
    return [
        {"url": "#", "thumb": picture("mug_cracked_small"), "party": "consumer", "name": _("Consumer, exhibit 1")}
        | {"current": True, "seen": True},
        {
            "url": "#",
            "thumb": picture("box_small"),
            "party": "consumer",
            "name": _("Consumer, exhibit 2"),
            "seen": True,
        },
        {"url": "#", "kind": "PDF", "party": "consumer", "name": _("Consumer, exhibit 3")},
        {"url": "#", "thumb": picture("mug_intact_small"), "party": "merchant", "name": _("Shop, exhibit 1")}
        | {"current": True, "seen": True},
        {"url": "#", "kind": "PDF", "party": "merchant", "name": _("Shop, exhibit 2")},
    ]


def panes() -> list[Data]:
    return [
        {
            "party": "consumer",
            "who": _("Consumer"),
            "what": _("Exhibit 1, the crack"),
            "meta": "1200 × 900",
            "src": picture("mug_cracked"),
            "alt": _("Photo from the consumer: a celadon mug with a crack on the right"),
            "width": 1200,
            "height": 900,
            "regions": [{"x": 712, "y": 470, "rx": 178, "ry": 212}],
            "legend": _("Circled by the shop"),
        },
        {
            "party": "merchant",
            "who": _("Shop"),
            "what": _("Exhibit 1, before dispatch"),
            "meta": "1200 × 900",
            "src": picture("mug_intact"),
            "alt": _("Photo from the shop: the same model of mug, intact"),
            "caption": _("Taken on the day of dispatch, says the shop"),
        },
    ]


def circles() -> Data:
    """The shop's circle around the crack."""
    given = Circled((Shape(kind="ellipse", left=5200, top=3100, width=1500, height=3700),), {})
    mug = {"src": picture("mug_cracked"), "alt": panes()[0]["alt"], "width": 1200, "height": 900}
    how = _("Circle each place by itself, as closely as you can.")
    return circle_tool("shapes", mug, given, label=_("Circle what was edited"), help=how)


def claims() -> list[Data]:
    return [
        {"text": _("Cracked on arrival"), "state": "contested", "note": _("Consumer: exhibits 1 and 2")},
        {"text": _("Intact at dispatch"), "state": "contested", "note": _("Shop: exhibit 1")},
        {"text": _("Box dented at the lower right"), "state": "agreed", "note": _("The shop does not deny it")},
        {"text": _("Exhibit 1 was edited"), "state": "open", "note": _("The shop circled one place")},
    ]


def outcomes() -> list[Data]:
    return [
        {"value": "consumer", "label": _("For the consumer, refund ¥168.00"), "key": "1"},
        {"value": "partly", "label": _("Partly for the consumer"), "hint": _("State the amount and why"), "key": "2"},
        {"value": "shop", "label": _("Against the consumer"), "key": "3"},
        {
            "value": "more",
            "label": _("More evidence needed"),
            "hint": _("Ask the consumer for the original file, 48 hours"),
            "key": "4",
        },
    ]
