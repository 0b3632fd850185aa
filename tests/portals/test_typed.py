"""Amounts and instants as people type them, in their own notation."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from ombud.portals.common.act import Misread
from ombud.portals.common.typed import amount, instant, written

SHANGHAI, MADRID = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    ("language", "typed", "minor"),
    [
        ("en", "50", 5000),
        ("en", "50.00", 5000),
        ("en", "50,5", 5050),
        ("en", " ¥ 1,234.50 ", 123450),
        ("es", "50.00", 5000),
        ("es", "1.234,50", 123450),
        ("es", "12.345", 1234500),
        ("zh-hans", "168元", 16800),
        ("zh-hans", "１６８．５", 16850),
        ("zh-hant", "CNY 168", 16800),
    ],
)
def test_an_amount_is_understood_as_its_writer_means_it(language: str, typed: str, minor: int) -> None:
    with translation.override(language):
        assert amount(typed, "CNY") == minor


@pytest.mark.parametrize("typed", ["", "  ", "fifty", "5.005", "-5", "1e5", "NaN", "Infinity", "5..0", "9" * 40, "५०x"])
def test_what_is_no_amount_is_named_with_an_example(typed: str) -> None:
    with translation.override("en"):
        told = amount(typed, "CNY", "sum")
    assert isinstance(told, Misread)
    assert told.field == "sum"


def test_an_amount_is_filled_in_as_it_can_be_typed_again() -> None:
    for language in ("en", "es", "zh-hans", "zh-hant"):
        with translation.override(language):
            assert amount(written(123450, "CNY"), "CNY") == 123450
            assert amount(written(1200, "JPY"), "JPY") == 1200


def test_an_instant_is_read_in_the_platforms_zone() -> None:
    assert instant("2026-03-09T10:00", SHANGHAI) == "2026-03-09T02:00:00Z"
    assert instant("2026-03-09T10:00", MADRID) == "2026-03-09T09:00:00Z"


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-02-30T10:00", "2026-03-29T02:30"])
def test_an_instant_that_never_was_is_refused(typed: str) -> None:
    assert isinstance(instant(typed, MADRID, "called_at"), Misread)
