"""The made-up case that the style guide shows. Its pictures are drawn, its figures mean nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.utils.translation import gettext as _

from .display import money

Data = dict[str, Any]
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, 10, tzinfo=ZONE)


def picture(name: str) -> str:
    return static(f"ombud/sample/{name}.jpg")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def common() -> Data:
    """What every page of the guide needs."""
    return {
        "now": NOW,
        "zone": ZONE,
        "viewer": "consumer",
        "foot": [{"url": "#", "label": _("Help")}, {"url": "#", "label": _("Rules and time limits")}],
    }


def turn_yours() -> Data:
    return {
        "state": "yours",
        "headline": _("The shop offers to refund ¥50.00. Do you accept?"),
        "why": _("You asked for the full ¥168.00. The shop says the crack appeared after delivery."),
        "due_at": at(24, 10, 12),
        "start_at": at(22, 10, 12),
        "by": _("Answer by {time}"),
        "silence": _(
            "If you don’t answer, nothing is accepted for you. "
            "Your complaint goes to the platform and you keep all your rights."
        ),
        "actions": [
            {"label": _("No, ask the platform to decide"), "url": "#", "method": "get"},
            {"label": _("Accept ¥50.00 and close"), "url": "#", "method": "get"},
        ],
    }


def turns() -> list[Data]:
    """Every state of the turn card."""
    return [
        turn_yours(),
        {
            "state": "yours",
            "headline": _("Send the photo of the box"),
            "due_at": NOW + timedelta(hours=3, minutes=20),
            "start_at": NOW - timedelta(hours=45),
            "by": _("Send it by {time}"),
            "silence": _("If nothing arrives, the platform decides on what is already there."),
            "actions": [{"label": _("Add evidence"), "url": "#", "icon": "camera", "primary": True}],
        },
        {
            "state": "theirs",
            "party": "merchant",
            "headline": _("The shop is asked to answer"),
            "why": _("You don’t have to do anything now."),
            "due_at": at(24, 9, 5),
            "start_at": at(22, 9, 5),
            "by": _("The shop must answer by {time}"),
            "silence": _("If the shop doesn’t answer, the platform steps in by itself."),
        },
        {
            "state": "platform",
            "headline": _("The platform is deciding"),
            "due_at": at(27, 18),
            "start_at": at(20, 18),
            "by": _("Decision by {time}"),
        },
        {
            "state": "overdue",
            "headline": _("The shop has not answered in time"),
            "due_at": at(22, 9, 30),
            "by": _("It was due by {time}"),
            "silence": _("The case has gone to the platform. You don’t have to do anything."),
        },
        {
            "state": "closed",
            "headline": _("¥168.00 has been paid back"),
            "why": _("The platform has checked the refund. Nothing is left to do."),
        },
    ]


def order() -> Data:
    return {
        "title": _("Celadon handmade mug, 350 ml"),
        "image": picture("mug_intact_small"),
        "shop": "山隅陶器",
        "number": "…0391",
        "amount_minor": 16800,
        "currency": "CNY",
        "url": "#",
    }


def events() -> list[Data]:
    return [
        {
            "party": "merchant",
            "who": "山隅陶器",
            "at": at(22, 10, 12),
            "what": _("Offered a partial refund of ¥50.00"),
            "quote": "发货前我们拍照质检，杯身完好。愿意补偿 50 元，杯子您可以留下。",
            "quote_lang": "zh-hans",
            "files": [
                {"url": "#", "thumb": picture("mug_intact_small"), "alt": _("Photo from the shop: the mug intact")}
            ],
        },
        {
            "party": "platform",
            "at": at(21, 18, 40),
            "what": _("Told the shop to answer within 48 hours. It took 15 hours and 32 minutes."),
        },
        {
            "party": "consumer",
            "at": at(21, 18, 39),
            "what": _("Filed the complaint and asked for ¥168.00 back"),
            "quote": "拆开包装就发现杯口有裂纹，外箱右下角有压痕。",
            "quote_lang": "zh-hans",
            "files": [
                {"url": "#", "thumb": picture("mug_cracked_small"), "alt": _("Your photo: a crack in the mug")},
                {"url": "#", "thumb": picture("box_small"), "alt": _("Your photo: the dented box")},
                {"url": "#", "kind": "PDF", "name": "receipt.pdf"},
            ],
            "seal": _("3 files sealed. Nobody can change them"),
        },
    ]


def rows() -> list[Data]:
    return [
        {
            "url": "#",
            "icon": "file-down",
            "label": _("Export the complaint file"),
            "hint": _("For a consumer association or a court"),
        },
        {"url": "#", "icon": "store", "label": _("See this shop’s record"), "hint": _("7 complaints in 90 days")},
        {"url": "#", "icon": "scale", "label": _("Rules and time limits"), "hint": _("Which rules apply to this case")},
    ]


def dock() -> list[Data]:
    return [
        {"label": _("Add evidence"), "url": "#", "icon": "camera"},
        {"label": _("Message the shop"), "url": "#", "icon": "message-circle"},
    ]


def offers() -> list[Data]:
    quote = "发货前我们拍照质检，杯身完好。"
    base: Data = {"party": "merchant", "who": "山隅陶器", "currency": "CNY", "terms": _("refund, you keep the goods")}
    answers = [
        {"label": _("Decline"), "url": "#"},
        {"label": _("Make another offer"), "url": "#"},
        {"label": _("Accept"), "url": "#"},
    ]
    return [
        base
        | {"at": at(22, 10, 12), "amount_minor": 5000, "state": "open", "quote": quote, "quote_lang": "zh-hans"}
        | {"due_at": at(24, 10, 12), "by": _("Answer by {time}"), "actions": answers},
        base | {"at": at(21, 20, 5), "amount_minor": 3000, "state": "declined"},
        {"party": "consumer", "at": at(21, 21, 0), "amount_minor": 10000, "currency": "CNY", "state": "countered"}
        | {"terms": _("refund, you keep the goods")},
        base | {"at": at(20, 9, 0), "amount_minor": 16800, "state": "accepted"},
    ]


def talk() -> list[Data]:
    return [
        {"kind": "said", "party": "consumer", "at": at(21, 18, 50), "text": "您好，杯子有裂纹。", "lang": "zh-hans"},
        {"kind": "system", "at": at(21, 18, 51), "text": _("The shop was told")},
        {"kind": "said", "party": "merchant", "who": "山隅陶器", "at": at(21, 19, 2), "text": "请拍一下杯底和外箱。"}
        | {"lang": "zh-hans"},
        {
            "kind": "failed",
            "party": "consumer",
            "at": at(21, 19, 4),
            "text": "photo\u202egnp.exe\u200b",
            "retry_url": "#",
        },
    ]


def checks() -> list[Data]:
    return [
        {"label": _("All 6 exhibits opened"), "done": True},
        {"label": _("No detector lead used alone"), "done": True},
        {"label": _("Preview what both sides will read"), "done": False, "url": "#"},
    ]


def problems() -> list[Data]:
    return [
        {"value": "broken", "label": _("It arrived damaged"), "hint": _("A photo of the goods and of the box helps")},
        {"value": "different", "label": _("It is not what was described")},
        {"value": "missing", "label": _("Something is missing"), "hint": _("Fewer pieces than ordered")},
    ]


def files() -> list[Data]:
    return [
        {"id": "a1", "name": "IMG_2041.jpg", "size": 3_412_000, "thumb": picture("mug_cracked_small")},
        {"id": "b2", "name": "快递外箱.png", "size": 240_000, "thumb": picture("box_small")},
        {
            "id": "",
            "name": "video.mov",
            "size": 0,
            "state": "failed",
            "error": _("This kind of file can’t be used. JPEG, PNG, WebP and PDF can."),
        },
    ]


def table_rows() -> list[Data]:
    """Complaints a shop has to answer, the nearest deadline first."""
    answer = {"label": _("Answer"), "url": "#"}
    return [
        {
            "cells": [
                {"text": _("Arrived damaged"), "url": "#", "sub": "TS-20261121-0391", "sub2": "林**"},
                {"text": _("Celadon handmade mug, 350 ml"), "sub": money(16800, "CNY")},
                {"tag": _("Your turn"), "tone": "warn", "sub": _("If you don’t answer, the platform decides")},
                {"due_at": NOW + timedelta(hours=6, minutes=12), "start_at": NOW - timedelta(hours=42)},
            ],
            "action": answer | {"primary": True},
        },
        {
            "cells": [
                {"text": _("Not as described"), "url": "#", "sub": "TS-20261120-0377", "sub2": "M**"},
                {"text": _("Bamboo chopsticks, 5 pairs"), "sub": money(4200, "CNY")},
                {"tag": _("Your turn"), "tone": "warn", "sub": _("If you don’t answer, the platform decides")},
                {"due_at": at(24, 1, 30), "start_at": at(22, 1, 30)},
            ],
            "action": answer,
        },
        {
            "cells": [
                {"text": _("Refund not received"), "url": "#", "sub": "TS-20261114-0310", "sub2": "陈**"},
                {"text": _("Stoneware plate, 24 cm"), "sub": money(9600, "CNY")},
                {"tag": _("With the platform"), "tone": "plat", "sub": _("You don’t have to do anything now.")},
                {"due_at": at(27, 18), "by": _("Decision by {time}")},
            ],
            "action": {"label": _("View"), "url": "#", "look": "quiet sm"},
        },
        {
            "cells": [
                {"text": _("Something is missing"), "url": "#", "sub": "TS-20261030-0206", "sub2": "O**"},
                {"text": _("Bamboo chopsticks, 5 pairs"), "sub": money(4200, "CNY")},
                {"tag": _("Settled"), "tone": "good"},
                {"sub": _("Closed on 10 November")},
            ],
            "taken": _("Taken by a colleague"),
        },
    ]


def tabs() -> list[Data]:
    return [
        {"url": "#", "label": _("All"), "count": 6, "current": True},
        {"url": "#", "label": _("Your turn"), "count": 2},
        {"url": "#", "label": _("With the platform"), "count": 1},
        {"url": "#", "label": _("Closed"), "count": 3},
    ]


def facts() -> list[Data]:
    return [
        {"label": _("In dispute"), "minor": 16800, "currency": "CNY"},
        {"label": _("The shop offers"), "minor": 5000, "currency": "CNY"},
        {"label": _("Evidence window"), "value": _("Closed")},
        {"label": _("Rule by"), "at": at(22, 17, 50), "tone": "warn"},
    ]


def answers() -> list[Data]:
    return [
        {"label": _("Problem"), "value": _("It arrived damaged"), "change_url": "#"},
        {"label": _("What you want"), "value": _("Refund of ¥168.00"), "change_url": "#"},
        {"label": _("Phone"), "value": "138 **** 2046", "change_url": "#"},
    ]
