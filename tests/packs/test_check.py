"""Every slip in a pack is shown with file, line, caret and what would be allowed. Each golden file is one planted slip.

After a wanted change of the wording run with OMBUD_WRITE_GOLDEN=1 and read the difference.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.packs.check import check, check_all, check_common

GOLDEN = Path(__file__).parent / "golden"
PACK, EN, HANS, HANT, ES = (
    "wechat/pack.toml",
    *(f"wechat/texts.{lang}.toml" for lang in ("en", "zh-Hans", "zh-Hant", "es")),
)
SHARED = "common/texts.es.toml"

SLIPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "no-toml": ((PACK, 'zone = "Asia/Shanghai"', "zone = Asia/Shanghai"),),
    "key-mistyped": ((PACK, "shop_first = true", "shop_frist = true"),),
    "key-missing": ((PACK, 'answer = { hours = 48, source = "mini-program-complaints" }\n', ""),),
    "number-as-text": ((PACK, "words_max = 2000", 'words_max = "2000"'),),
    "word-not-known": ((PACK, 'consumer_silent = "to-platform"', 'consumer_silent = "forget"'),),
    "span-without-unit": ((PACK, "choice = { hours = 72,", "choice = {"),),
    "span-of-nothing": ((PACK, "choice = { hours = 72,", "choice = { hours = 0,"),),
    "span-with-two-units": ((PACK, "choice = { hours = 72,", "choice = { hours = 72, days = 3,"),),
    "source-not-known": ((PACK, 'choice = { hours = 72, source = "ours"', 'choice = { hours = 72, source = "rumour"'),),
    "source-without-use": ((PACK, "[calendar]", '[[sources]]\ncode = "leaflet"\nurl = "https://example.org"\n\n[calendar]'),),
    "zone-not-known": ((PACK, 'zone = "Asia/Shanghai"', 'zone = "Shanghai"'),),
    "calendar-not-known": ((PACK, 'table = "cn"', 'table = "cn-2"'),),
    "service-hours-missing": (
        (PACK, 'service_hours = ["09:00-12:00", "13:00-16:00"]', "service_hours = []"),
        (PACK, "admission = { working_days = 1,", "admission = { business_minutes = 60,"),
    ),
    "talks-too-short": ((PACK, "negotiation = { days = 10,", "negotiation = { days = 4,"),),
    "reminder-too-early": ((PACK, "remind_before = { hours = 12,", "remind_before = { hours = 48,"),),
    "ruling-before-evidence": ((PACK, "ruling = { working_days = 5,", "ruling = { hours = 47,"),),
    "reply-as-long-as-evidence": (
        (PACK, "last = { hours = 12,", "last = { hours = 48,"), (PACK, "time = { hours = 24,", "time = { hours = 49,"),
    ),
    "reply-before-its-reminder": ((PACK, "time = { hours = 24,", "time = { hours = 12,"),),
    "ladder-without-end": (
        (PACK, 'step = "penalty"', 'step = "remind"'),
    ),
    "reason-without-checklist": ((PACK, '["order", "chat", "product-page", "tracking"]', "[]"),),
    "evidence-not-known": ((PACK, '"order", "chat", "product-page", "tracking"]', '"order", "chatt", "tracking"]'),),
    "required-but-not-listed": (
        (PACK, '["photo-goods", "order", "photo-parcel", "chat"]', '["order", "photo-parcel", "chat"]'),
    ),
    "remedy-without-proof": (
        (PACK, 'remedies = ["exchange", "resend"]', 'remedies = ["exchange"]'),
        (
            PACK,
            'code = "other-voucher"\nremedies = ["refund", "return_refund", "exchange", "resend", "compensation"]',
            'code = "other-voucher"\nremedies = ["refund", "return_refund", "exchange", "compensation"]',
        ),
    ),
    "pattern-broken": ((PACK, 'pattern = "[0-9]{28}"', 'pattern = "[0-9{28}"'),),
    "example-does-not-match": ((PACK, 'example = "SF1234567890123"', 'example = "sf 1234567890123"'),),
    "proof-of-anything": ((PACK, "needs_file = true", "needs_file = false"),),
    "turn-away-missing": ((PACK, '"already-pending", "other-channel"', '"already-pending"'),),
    "code-twice": ((PACK, 'code = "damaged"', 'code = "quality"'),),
    "rule-without-words": ((PACK, '"9.2", "9.3",', '"9.2", "9.3", "9.4",'),),
    "platform-first-at-once": ((PACK, "shop_first = true", "shop_first = false"),),
    "announced-too-late": ((PACK, 'announced_on = "2025-12-01"', 'announced_on = "2026-01-01"'),),
    "door-catches-the-honest": ((PACK, '"操你|去死', '"破损|去死'),),
    "example-does-not-hold": (
        ("wechat/examples.toml", 'due_at = "2026-02-25T00:00:00+08:00"', 'due_at = "2026-02-18T00:00:00+08:00"'),
        ("wechat/examples.toml", 'then = "OfferLapsed"', 'then = "OfferAccepted"'),
        ("wechat/examples.toml", 'turn = "refund agreed"', 'turn = "agreed"'),
    ),
    "go-between-orders-refunds": ((PACK, "shop_first = true", 'shop_first = true\npart = "go-between"'),),
    "channel-missing": ((PACK, 'code = "association"', 'code = "law"'),),
    "words-missing": ((ES, 'name = "Número de operación", ', ""),),
    "words-left-over": tuple(
        (file, "[channel]", '[channel]\npost = "✉ 1"') for file in (EN, HANS, HANT, ES)
    ),
    "not-translated": ((ES, "Precios y cobros", "Prices and charges"),),
    "figure-forgotten": ((HANT, "商家須在 {answer}內回應", "商家須在 48 小時內回應"),),
    "figure-not-known": tuple((file, "{complain}", "{complaint}") for file in (EN, HANS, HANT, ES)),
    "half-width-punctuation": ((HANS, "沉默不代表同意。协商最长", "沉默不代表同意,协商最长"),),
    "simplified-for-traditional": ((HANT, "付款前未寫明的費用", "付款前未寫明的费用"),),
    "familiar-you": ((HANS, "消费者的银行卡号", "你的银行卡号"),),
}  # fmt: skip


def test_the_packs_that_ship_are_in_order() -> None:
    assert {name: [str(one) for one in faults] for name, faults in check_all().items()} == {
        "common": [],
        "market": [],
        "pinduoduo": [],
        "wechat": [],
        "weidian": [],
        "weixun": [],
    }


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_shown_where_it_stands(slip: str, packs: Path, change: Callable[[str, str, str], None]) -> None:
    for file, old, new in SLIPS[slip]:
        change(file, old, new)

    told = "\n\n".join(map(str, check("wechat", packs))) + "\n"

    golden = GOLDEN / f"{slip}.txt"
    if os.environ.get("OMBUD_WRITE_GOLDEN"):
        golden.write_text(told, "utf-8")
    assert told.strip()
    assert told == golden.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SLIPS)


def test_shared_words_are_checked_once_for_all_packs(packs: Path, change: Callable[[str, str, str], None]) -> None:
    change(SHARED, 'refund = "Reembolso"\n', "")
    change(SHARED, 'ours = "fijado por esta plataforma"', 'ours = "set by this platform"')

    problems = [(fault.where, fault.problem) for fault in check_common(packs)]

    assert ("the file", "remedy.refund is missing; in English it is “Refund”") in problems
    assert ("source.ours", "it is the English text") in problems


def test_a_file_that_is_missing_is_named(packs: Path) -> None:
    (packs / HANS).unlink()

    assert [str(one).splitlines()[0] for one in check("wechat", packs)] == [
        "wechat/texts.zh-Hans.toml:1:1: the file: it can't be read: No such file or directory"
    ]


def test_a_file_that_is_no_text_is_named(packs: Path) -> None:
    (packs / PACK).write_bytes(b'name = "\xff"')

    assert [str(one).splitlines()[0] for one in check("wechat", packs)] == [
        "wechat/pack.toml:1:1: the file: it isn't UTF-8 text: invalid start byte"
    ]
