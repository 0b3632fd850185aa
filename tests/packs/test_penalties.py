"""Every slip in what a pack says of penalties is shown where it stands; each golden file is one planted slip."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.packs.check import check

GOLDEN = Path(__file__).parent / "golden" / "penalties"
WEIDIAN, WECHAT, MARKET = (f"{name}/pack.toml" for name in ("weidian", "wechat", "market"))
HANS, ES = "weidian/texts.zh-Hans.toml", "weidian/texts.es.toml"
ITEM_FORM = """slot_fields = [{ code = "item-reason", type = "words", words_max = 500 }]
slot_materials = [{ code = "item-proof", files_max = 4 }]

[[penalties.violations]]
code = "counterfeit-goods\""""

SLIPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "rule-not-known": ((WEIDIAN, 'code = "fraud"\nrule = "2.7"', 'code = "fraud"\nrule = "2.8"'),),
    "violation-twice": ((WEIDIAN, 'code = "repeated-fraud"', 'code = "fraud"'),),
    "leads-to-nothing": ((WEIDIAN, 'measures = [{ code = "warning", kind = "warning" }]', "measures = []"),),
    "measure-not-known": ((WEIDIAN, 'code = "warning", kind = "warning"', 'code = "warning", kind = "shame"'),),
    "measure-twice": ((WEIDIAN, 'code = "such-transactions"', 'code = "credit-card"'),),
    "funds-without-amount": (
        (
            WEIDIAN,
            '90, source = "ours" } },\n    { code = "funds", kind = "funds-held", amount = true }',
            '90, source = "ours" } },\n    { code = "funds", kind = "funds-held" }',
        ),
    ),
    "amount-without-funds": ((WEIDIAN, 'kind = "warning" }', 'kind = "warning", amount = true }'),),
    "warning-that-lasts": (
        (WEIDIAN, 'kind = "warning" }', 'kind = "warning", lasts = { days = 1, source = "ours" } }'),
    ),
    "payment-off-of-nothing": ((WEIDIAN, 'kind = "payment-off", about = "credit-card"', 'kind = "payment-off"'),),
    "way-of-payment-without-words": ((WEIDIAN, 'about = "credit-card"', 'about = "balance"'),),
    "category-not-known": ((WEIDIAN, "STATEMENT_CATEGORY_CYBER_VIOLENCE", "STATEMENT_CATEGORY_RUDENESS"),),
    "content-not-known": ((WEIDIAN, "CONTENT_TYPE_TEXT", "CONTENT_TYPE_OTHER"),),
    "drawn-from-no-orders": (
        (
            WEIDIAN,
            'rule = "2.2"\nappealable = true\norders = "must"',
            'rule = "2.2"\nappealable = true\norders = "may"',
        ),
    ),
    "appealable-without-how": ((WEIDIAN, 'rule = "2.3"\nappealable = false', 'rule = "2.3"\nappealable = true'),),
    "appealable-not-said": ((WEIDIAN, 'rule = "2.3"\nappealable = false', 'rule = "2.3"'),),
    "items-not-listed": ((WECHAT, 'rule = "8.1"\nappealable = true\nitems = true', 'rule = "8.1"\nappealable = true'),),
    "attempts-none": (
        (
            WEIDIAN,
            'closes = { days = 15, source = "ours" }\nattempts_max = 1\nslots = "whole"',
            'closes = { days = 15, source = "ours" }\nattempts_max = 0\nslots = "whole"',
        ),
    ),
    "slots-of-the-whole": ((WEIDIAN, 'materials = [{ code = "whole-chat"', 'slot_materials = [{ code = "whole-chat"'),),
    "slots-asked-nothing": (
        (WECHAT, ITEM_FORM, ITEM_FORM.replace("slot_", "")),
    ),
    "form-empty": (
        (MARKET, 'fields = [{ code = "what-happened", type = "words" }]', "fields = []"),
    ),
    "choices-missing": ((WEIDIAN, 'choices = ["goods", "services", "deposits"]', 'choices = ["goods"]'),),
    "choice-twice": ((WEIDIAN, 'choices = ["goods", "services", "deposits"]', 'choices = ["goods", "goods"]'),),
    "choices-of-a-date": (
        (WEIDIAN, '"known-since", type = "date" }', '"known-since", type = "date", choices = ["now"] }'),
    ),
    "field-type-not-known": ((WEIDIAN, '"known-since", type = "date"', '"known-since", type = "day"'),),
    "words-beyond-limit": (
        (WEIDIAN, '{ code = "what-was-sold", type = "words", words_max = 500 }',
         '{ code = "what-was-sold", type = "words", words_max = 5000 }'),
    ),
    "field-and-material-alike": ((WEIDIAN, '{ code = "whole-chat"', '{ code = "contact-way"'),),
    "field-named-other": ((WEIDIAN, '{ code = "contact-way"', '{ code = "other"'),),
    "files-at-least-more-than-at-most": ((WEIDIAN, "files_min = 2, files_max = 9", "files_min = 9, files_max = 2"),),
    "files-beyond-limit": ((WEIDIAN, "files_max = 10", "files_max = 100"),),
    "files-of-no-kind": ((WEIDIAN, 'accepts = ["pdf"]', "accepts = []"),),
    "opens-after-it-closes": ((WEIDIAN, "opens = { hours = 24,", "opens = { days = 6,"),),
    "window-shorter-than-its-reminder": ((WEIDIAN, "opens = { hours = 24,", "opens = { hours = 120,"),),
    "completion-shorter-than-its-reminder": (
        (WEIDIAN, "completion = { working_days = 3,", "completion = { hours = 20,"),
    ),
    "span-not-to-be-counted": (
        (WEIDIAN, 'service_hours = ["09:00-12:00", "13:00-18:00"]', "service_hours = []"),
        (WEIDIAN, "consultation = { working_days = 2,", "consultation = { business_minutes = 60,"),
    ),
    "source-not-known": (
        (WEIDIAN, 'condition = { working_days = 5, source = "ours" }', 'condition = { days = 5, source = "rumour" }'),
    ),
    "questions-none": ((WEIDIAN, "questions_max = 3", "questions_max = 0"),),
    "consultation-without-phone": (
        (WEIDIAN, 'phone = "400-000-0000"\nin_service_hours = true\n', ""),
    ),
    "violation-without-words": (
        (ES, "harassing-consumers =", "harassing-consumer ="),
    ),
    "material-without-example": (
        (HANS, 'example = "每笔退款一页，有单号、金额、日期和对应的订单。"\n', ""),
    ),
    "figure-of-no-violation": tuple(
        (f"weidian/texts.{lang}.toml", "{fictitious-transactions.drawn_max}", "{fictions.drawn_max}")
        for lang in ("en", "zh-Hans", "zh-Hant", "es")
    ),
    "example-does-not-hold": (
        ("weidian/examples.toml", 'due_at = "2026-03-11T10:00:00+08:00"', 'due_at = "2026-03-10T10:00:00+08:00"'),
        ("weidian/examples.toml", 'violation = "illegal-cashing"', 'violation = "cashing"'),
        ("weidian/examples.toml", 'turn = "consulted"', 'turn = "asked"'),
    ),
    "six-months-short": (
        (
            MARKET,
            'closes = { days = 184, source = "ours" }\nattempts_max = 3',
            'closes = { days = 183, source = "ours" }\nattempts_max = 3',
        ),
        (
            MARKET,
            'closes = { days = 184, source = "ours" }\nattempts_max = 2\nslots = "items"',
            'opens = { days = 1, source = "ours" }\ncloses = { hours = 4416, source = "ours" }\nslots = "items"',
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_shown_where_it_stands(slip: str, packs: Path, change: Callable[[str, str, str], None]) -> None:
    for file, old, new in SLIPS[slip]:
        change(file, old, new)
    name = SLIPS[slip][0][0].partition("/")[0]

    told = "\n\n".join(map(str, check(name, packs))) + "\n"

    golden = GOLDEN / f"{slip}.txt"
    if os.environ.get("OMBUD_WRITE_GOLDEN"):
        golden.write_text(told, "utf-8")
    assert told.strip()
    assert told == golden.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SLIPS)
