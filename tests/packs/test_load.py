"""Packs load as typed values, once in a process, each version by its own name."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ombud.core.policy.span import Span
from ombud.packs.faults import PackError
from ombud.packs.load import UnknownPackError, announced, load_pack, load_version, names, texts, versions
from ombud.packs.words import UnknownWordsError

PUBLISHED = "mini-program-complaints"


def test_the_pack_in_force_is_read_once_and_found_again_by_its_version() -> None:
    policy = load_pack("wechat")

    assert policy.pack.id == "wechat@2026.1"
    assert load_version("wechat@2026.1") is load_version("wechat@2026.1")
    assert load_version("wechat@2026.1").pack == policy.pack
    assert names() == ["market", "pinduoduo", "wechat", "weidian", "weixun"]


@pytest.mark.requirement("MP-3")
@pytest.mark.requirement("MP-6")
@pytest.mark.requirement("MP-7")
def test_the_published_deadlines_are_those_of_the_platform_and_name_their_place() -> None:
    pack = load_pack("wechat").pack

    assert pack.windows.answer == Span(hours=48, source=PUBLISHED)
    assert pack.windows.evidence == Span(hours=48, source=PUBLISHED)
    assert pack.windows.execution == Span(hours=48, source=PUBLISHED)
    assert pack.limits.interventions_max == 1
    assert pack.lapses.consumer_silent == "to-platform"
    assert [one.step for one in pack.ladder] == ["remind", "advance", "penalty"]


@pytest.mark.requirement("CG-2")
def test_the_catalogue_has_every_reason_with_its_own_checklist() -> None:
    pack = load_pack("wechat").pack

    assert {
        "late-dispatch", "quality", "not-as-described", "not-delivered", "service-not-as-expected", "service-refused",
        "refund-refused", "other",
    } <= {one.code for one in pack.reasons}  # fmt: skip
    assert len({one.checklist for one in pack.reasons}) == len(pack.reasons)


@pytest.mark.requirement("EV-1")
@pytest.mark.parametrize(
    ("lang", "begins"),
    [
        ("en", "The shop answers within 48 hours."),
        ("zh-Hans", "商家须在 48 小时内回应，"),
        ("zh-hant", "商家須在 48 小時內回應，"),
        ("es", "La tienda responde en 48 horas."),
    ],
)
def test_words_name_the_figures_of_the_pack_in_each_language(lang: str, begins: str) -> None:
    assert texts("wechat@2026.1").say("rule.2.1.text", lang).startswith(begins)


@pytest.mark.requirement("EV-6")
def test_a_case_opened_under_an_older_version_keeps_its_deadlines_and_its_words() -> None:
    assert versions("wechat") == ["wechat@2026.1", "wechat@2023.1"]
    assert load_version("wechat@2023.1").pack.windows.answer.hours == 72
    assert "72 hours" in texts("wechat@2023.1").say("rule.2.1.text", "en")


def test_versions_are_ordered_as_numbers(packs: Path, change: Callable[[str, str, str], None]) -> None:
    for version in ("2023.2", "2023.10"):
        shutil.copytree(packs / "wechat/versions/2023.1", packs / "wechat/versions" / version)
        change(f"wechat/versions/{version}/pack.toml", 'version = "2023.1"', f'version = "{version}"')

    assert versions("wechat", packs) == ["wechat@2026.1", "wechat@2023.10", "wechat@2023.2", "wechat@2023.1"]


@pytest.mark.parametrize(
    "pack_id", ["wechat@2019.1", "wechat@", "wechat@../../market", "nobody", "nobody@1", "common", ""]
)
def test_a_pack_that_is_not_there_is_said_to_be_missing(pack_id: str) -> None:
    if pack_id == "wechat@":
        assert load_version(pack_id).pack.id == "wechat@2026.1"
        return
    with pytest.raises(UnknownPackError, match="there is no"):
        load_version(pack_id)


def test_what_follows_silence_is_said_as_the_pack_has_it() -> None:
    wechat, market = texts("wechat"), texts("market")

    assert (
        wechat.say("deadline.choice.lapse", "en") == "The platform takes the case. Silence costs the consumer nothing."
    )
    assert market.say("deadline.choice.lapse", "en") == "The complaint is closed."
    assert market.say("deadline.answer.lapse", "es") == "Se da por aceptado lo que pidió el consumidor."


def test_a_key_without_words_is_an_error_and_no_blank() -> None:
    assert not texts("wechat").has("reason.nothing")
    with pytest.raises(UnknownWordsError, match=r"wechat@2026.1 has no words for reason.nothing in en"):
        texts("wechat").say("reason.nothing", "en")


def test_a_pack_with_a_slip_does_not_load(packs: Path, change: Callable[[str, str, str], None]) -> None:
    change("wechat/pack.toml", "answer = { hours = 48,", "answer = { hours = 48.5,")

    with pytest.raises(PackError) as raised:
        load_pack("wechat", packs)

    assert [(one.where, one.problem, one.place.line) for one in raised.value.faults] == [
        ("windows.answer.hours", "it is a float", 48)
    ]


@pytest.mark.requirement("EV-6")
def test_what_is_announced_applies_from_its_day_on_and_not_before(
    packs: Path, change: Callable[[str, str, str], None]
) -> None:
    shutil.copytree(packs / "wechat", packs / "wechat/versions/2026.1", ignore=shutil.ignore_patterns("versions"))
    change("wechat/pack.toml", '\nversion = "2026.1"', '\nversion = "2030.1"')
    change("wechat/pack.toml", 'in_force_from = "2026-01-01"', 'in_force_from = "2030-07-01"')

    def on(year: int, month: int, day: int) -> tuple[str, list[str]]:
        when = date(year, month, day)
        return load_pack("wechat", packs, when).pack.version, [one.version for one in announced("wechat", packs, when)]

    assert on(2025, 12, 31) == ("2023.1", ["2026.1", "2030.1"])
    assert on(2030, 6, 30) == ("2026.1", ["2030.1"])
    assert on(2030, 7, 1) == ("2030.1", [])
    assert on(2022, 1, 1)[0] == "2023.1", "a platform is never without rules"
    assert versions("wechat", packs, date(2030, 6, 30)) == ["wechat@2026.1", "wechat@2030.1", "wechat@2023.1"]
    assert load_version("wechat@2030.1", packs).pack.in_force_from == "2030-07-01"
