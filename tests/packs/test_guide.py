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
@pytest.mark.parametrize("pack", ["wechat", "market", "weidian", "wechat@2023.1"])
def test_every_pack_has_a_guide_that_answers_every_question(pack: str, lang: str) -> None:
    made = guide(pack, lang)

    assert [one.code for one in made.sections] == [
        "who", "where", "by-when", "with-what", "what-follows", "review", "after",
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
