"""The guide is made from the pack: it can't say anything the rules don't."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.core.policy.span import Span
from ombud.packs.guide import Guide, Row, Section, guide, span_in_words
from ombud.packs.words import LANGUAGES


def section(made: Guide, code: str) -> Section:
    return next(one for one in made.sections if one.code == code)


def row(made: Guide, code: str, of: str) -> Row:
    return next(one for group in section(made, code).groups for one in group.rows if one.code == of)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("pack", ["wechat", "market", "weidian", "pinduoduo", "wechat@2023.1"])
def test_every_pack_has_a_guide_that_answers_every_question(pack: str, lang: str) -> None:
    made = guide(pack, lang)

    of_evidence = ["fake-evidence"] if pack in ("weidian", "pinduoduo") else []
    of_penalties = [] if pack == "wechat@2023.1" else ["penalties", "appeals", "consultation"]
    assert [one.code for one in made.sections] == [
        "who", "where", "by-when", "with-what", "what-follows", "review", "after", *of_evidence,
        *of_penalties,
    ]  # fmt: skip
    assert all(one.name and one.about and one.groups[0].rows for one in made.sections)


def test_a_figure_changed_in_the_pack_is_changed_in_the_guide(
    packs: Path, change: Callable[[str, str, str], None]
) -> None:
    change("wechat/pack.toml", "answer = { hours = 48,", "answer = { working_days = 1,")

    answer = row(guide("wechat", "zh-Hans", packs), "what-follows", "answer")

    assert (answer.name, answer.span, answer.lapse) == ("商家回应", "1 个工作日", "平台介入处理。")
    assert answer.source == "微信开放文档《交易类投诉处理》"
    assert answer.source_url.startswith("https://developers.weixin.qq.com/")


@pytest.mark.requirement("CG-3")
def test_the_ladder_of_where_to_turn_has_phones_and_hours() -> None:
    made = guide("wechat", "en")

    assert [one.code for one in section(made, "where").groups[0].rows] == ["shop", "platform", "association", "law"]
    platform = row(made, "where", "platform")
    assert (platform.phone, platform.hours) == ("95017", "On working days 09:00–12:00 and 13:00–16:00")
    assert row(guide("market", "es"), "where", "platform").hours == (
        "En días hábiles, 10:00–14:00 y 16:00–19:00 · viernes, 10:00–15:00"
    )


@pytest.mark.requirement("CG-2")
def test_each_reason_lists_its_evidence_and_marks_what_is_needed() -> None:
    assert row(guide("wechat", "en"), "with-what", "wrong-goods").items == (
        "Photos of the goods (needed)", "Order", "Photos of the parcel", "Chat with the shop",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(hours=48, source="ours"), ("48 hours", "48 小时", "48 小時", "48 horas")),
        (Span(hours=1, source="ours"), ("1 hour", "1 小时", "1 小時", "1 hora")),
        (Span(working_days=7, source="ours"), ("7 working days", "7 个工作日", "7 個工作天", "7 días hábiles")),
        (
            Span(business_minutes=420, source="ours"),
            ("7 hours of service time", "7 小时服务时间", "7 小時服務時間", "7 horas de atención"),
        ),
        (
            Span(business_minutes=90, source="ours"),
            ("90 minutes of service time", "90 分钟服务时间", "90 分鐘服務時間", "90 minutos de atención"),
        ),
        (Span(days=1, source="ours"), ("1 day", "1 天", "1 天", "1 día")),
    ],
)
def test_a_span_is_said_in_the_readers_language(span: Span, words: tuple[str, ...]) -> None:
    assert tuple(span_in_words(span, lang) for lang in LANGUAGES) == words


def appeals(made: Guide, group: int) -> dict[str, Row]:
    """One group of the section on appeals: until when, with what, what follows."""
    return {one.code: one for one in section(made, "appeals").groups[group].rows}


def test_each_violation_says_what_it_leads_to() -> None:
    made = guide("weidian", "en")

    assert row(made, "penalties", "illegal-cashing").items == (
        "Way of payment switched off: Credit cards", "Such transactions stopped", "Sales of these orders not counted",
    )  # fmt: skip
    assert row(made, "penalties", "late-dispatch").items == (
        "Lower place in the search, from 48 hours after the notice, for 7 days",
    )
    assert row(guide("weidian", "zh-Hans"), "penalties", "illegal-cashing").items[0] == "关闭支付方式（信用卡）"


def test_each_violation_says_until_when_it_is_appealed_or_that_it_is_not() -> None:
    until = appeals(guide("weidian", "en"), 0)

    assert (until["late-dispatch"].span, until["late-dispatch"].lapse) == (
        "5 days", "It opens 24 hours after the notice.",
    )  # fmt: skip
    assert until["fraud"].span == "30 days"
    assert until["prohibited-goods"].span == ""
    assert until["prohibited-goods"].text == "No appeal. The consultation in the notice stands in its place."
    assert appeals(guide("wechat", "es"), 0)["counterfeit-goods"].text.startswith("Intentos: 3.")


def test_each_appeal_says_what_it_holds_and_what_it_is_decided_for() -> None:
    held = appeals(guide("weidian", "en"), 1)

    assert "prohibited-goods" not in held
    assert held["late-dispatch"].text.startswith("Decided order by order: up to 3 of the orders")
    assert held["late-dispatch"].items == (
        "Why they left late (needed)",
        "What happened",
        "for each order: Waybill number (needed)",
        "for each order: Handed to the courier on (needed)",
        "for each order: Waybill or courier’s record: 1 to 2 files, picture or PDF (needed)",
        "for each order: Chat with the buyer: up to 4 files, picture",
    )
    assert appeals(guide("wechat", "en"), 1)["misleading-content"].text == (
        "Decided item by item, as the notice lists what was found. Each needs something to show."
    )


def test_what_follows_an_appeal_and_whom_to_consult_stand_in_the_guide() -> None:
    made = guide("weidian", "zh-Hant")

    follows = appeals(made, 2)
    assert list(follows) == ["appeal-review", "completion", "question", "condition", "condition-check"]
    assert (follows["appeal-review"].span, follows["completion"].span) == ("7 個工作天", "3 個工作天")
    assert follows["condition"].lapse == "視為申訴不成立。"
    phone = row(made, "consultation", "platform")
    assert (phone.phone, phone.hours) == ("400-000-0000", "工作天 09:00–12:00、13:00–18:00")
