"""Puts the made-up case together into the pages of the style guide."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from . import sample_chat, sample_evidence, samples
from .icons import shapes
from .samples import Data

Sample = Callable[[], Data]


def components() -> Data:
    """Every component in every state."""
    return {
        "turns": samples.turns(),
        "order": samples.order(),
        "unknown_order": {
            "title": "JS-2018-77120",
            "shop": "",
            "unknown": _("The shop of this order is not known yet."),
        },
        "events": samples.events(),
        "rows": samples.rows(),
        "dock": samples.dock(),
        "offers": samples.offers(),
        "talk": samples.talk(),
        "chat": sample_chat.chat(),
        "chats": sample_chat.chats(),
        "talk_cards": sample_chat.talk_cards(),
        "checks": samples.checks(),
        "exhibits": sample_evidence.exhibits(),
        "panes": sample_evidence.panes(),
        "circles": sample_evidence.circles(),
        "claims": sample_evidence.claims(),
        "outcomes": sample_evidence.outcomes(),
        "problems": samples.problems(),
        "files": samples.files(),
        "table": samples.table_rows(),
        "columns": [_("Complaint"), _("Order"), _("State"), _("Time left")],
        "tabs": samples.tabs(),
        "facts": samples.facts(),
        "answers": samples.answers(),
        "errors": [
            {"field": "phone", "text": _("Enter a phone number with 11 digits")},
            {"field": "problem", "text": _("Choose what is wrong")},
        ],
        "currencies": [(16800, "CNY"), (-5000, "CNY"), (123456789, "USD"), (1200, "JPY")],
        "amounts": [5000, 16800, 1234567],
        "hostile": "<script>alert(1)</script>\u202e reversed \u200b hidden",
        "wide": True,
        "icons": sorted(shapes()),
    }


def consumer_page() -> Data:
    """A consumer's case."""
    return {
        "turn": samples.turn_yours(),
        "order": samples.order(),
        "events": samples.events(),
        "rows": samples.rows(),
        "actions": samples.dock(),
        "back_url": "#",
        "nav": consumer_nav(),
    }


def consumer_nav() -> list[Data]:
    return [
        {"url": "#", "label": _("My complaints"), "current": True},
        {"url": "#", "label": _("File a complaint")},
    ]


def complaints_page() -> Data:
    """A consumer's list, what needs them first."""
    by = _("Answer by {time}")
    return {
        "nav": consumer_nav(),
        "cases": [
            {"url": "#", "state": "yours", "status": _("Your turn"), "title": _("Celadon handmade mug, 350 ml")}
            | {
                "what": _("The shop offers to refund ¥50.00. Do you accept?"),
                "image": samples.picture("mug_intact_small"),
            }
            | {"due_at": samples.at(24, 10, 12), "by": by},
            {
                "url": "#",
                "state": "platform",
                "status": _("With the platform"),
                "title": _("Bamboo chopsticks, 5 pairs"),
            }
            | {"what": _("The platform is deciding"), "due_at": samples.at(27, 18), "by": _("Decision by {time}")},
            {"url": "#", "state": "closed", "status": _("Closed"), "title": _("Stoneware plate, 24 cm")}
            | {"what": _("¥168.00 has been paid back"), "image": samples.picture("box_small")},
        ],
    }


def form_page() -> Data:
    """A step of filing, with mistakes in it."""
    return {
        "back_url": "#",
        "nav": consumer_nav(),
        "problems": samples.problems(),
        "files": samples.files(),
        "errors": [{"field": "phone", "text": _("Enter a phone number with 11 digits")}],
    }


def console_page() -> Data:
    """A shop's list of complaints."""
    return {
        "viewer": "merchant",
        "who": "山隅陶器",
        "nav": [
            {"url": "#", "icon": "inbox", "label": _("Messages"), "count": 3},
            {"url": "#", "icon": "message-circle", "label": _("Complaints"), "count": 2, "hot": True, "current": True},
            {"url": "#", "icon": "receipt", "label": _("Proofs"), "count": 1},
            {"url": "#", "icon": "package", "label": _("Orders")},
            {"url": "#", "icon": "gavel", "label": _("Penalties")},
        ],
        "foot": [
            {"url": "#", "icon": "settings", "label": _("Settings")},
            {"url": "#", "icon": "book-open", "label": _("Help")},
        ],
        "tabs": samples.tabs(),
        "columns": [_("Complaint"), _("Order"), _("State"), _("Time left")],
        "rows": samples.table_rows(),
    }


def reviewer_page() -> Data:
    """A case on a reviewer's desk."""
    return {
        "viewer": "platform",
        "nav": [
            {"url": "#", "label": _("My queue"), "count": 4},
            {"url": "#", "label": _("Interventions"), "count": 27, "current": True},
            {"url": "#", "label": _("Proofs"), "count": 6},
            {"url": "#", "label": _("Reviews"), "count": 2, "hot": True},
            {"url": "#", "label": _("Search")},
        ],
        "position": "3 / 27",
        "tabs": [
            {"url": "#", "label": _("Evidence"), "count": 6, "current": True},
            {"url": "#", "label": _("Talks"), "count": 14},
            {"url": "#", "label": _("Order")},
            {"url": "#", "label": _("History")},
        ],
        "facts": samples.facts(),
        "panes": sample_evidence.panes(),
        "exhibits": sample_evidence.exhibits(),
        "claims": sample_evidence.claims(),
        "outcomes": sample_evidence.outcomes(),
        "checks": samples.checks(),
        "events": samples.events()[1:],
    }
