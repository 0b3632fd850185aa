"""A made-up talk about the cracked mug: bubbles, a picture with its menu, and the talk as an exhibit."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from .samples import NOW, Data, picture


def chat() -> list[Data]:
    """Two days of it: read, unread, with a picture, erased."""
    return [
        {"day": _("Yesterday")},
        _line(2, "consumer", 26, _("The box was dented, and the mug has a crack.")),
        _line(3, "consumer", 26, "") | {"pictures": [cracked()]},
        _line(4, "merchant", 25, _("It left us whole. May we see the bottom, too?")),
        {"day": _("Today")},
        _line(5, "consumer", 3, "") | {"erased": True, "read_at": NOW - timedelta(hours=2)},
        {"new": True},
        _line(6, "merchant", 1, _("We send you a new one.")),
    ]


def cracked() -> Data:
    """A picture with every entry of its menu."""
    name = _("Picture {number}").format(number=1)
    entries = ((_("Open"), "maximize"), (_("Report fake evidence"), "flag"), (_("Keep for this order"), "lock"))
    menu = [{"label": label, "url": "#picture", "icon": icon} for label, icon in entries]
    return {"url": "#picture", "thumb": picture("mug_cracked_small"), "alt": name, "name": name, "menu": menu}


def talk_cards() -> list[Data]:
    """The talk as it stands in a case, whole and changed afterwards."""
    told = [one for one in chat() if not one.get("new")]
    rows = [told[0], told[1] | {"around": True}, *told[2:4]]
    said = _("They saw the crack and asked for more.")
    card = {"id": "t1", "party": "consumer", "at": NOW, "said": said, "messages": 2,
            "first_at": NOW - timedelta(hours=26), "last_at": NOW - timedelta(hours=25), "at_once": False, "rows": rows,
            "url": "#", "more": 3, "intact": True}  # fmt: skip
    return [card, card | {"id": "t2", "party": "merchant", "said": "", "rows": rows[:2], "more": 0, "intact": False}]


def chats() -> list[Data]:
    """A list of talks."""
    mug = {"url": "#", "title": _("Celadon mug"), "number": "JS-2026-77120", "who": "林**", "at": NOW, "mine": False}
    mug |= {
        "image": picture("mug_intact_small"),
        "unread": 2,
        "text": _("The box was dented, and the mug has a crack."),
    }
    return [mug, mug | {"mine": True, "unread": 0, "text": "", "image": ""}]


def _line(seq: int, party: str, hours: int, text: str) -> Data:
    at = NOW - timedelta(hours=hours)
    return {"seq": seq, "party": party, "who": "", "at": at, "text": text, "pictures": [], "around": False}
