"""A refusal as a person reads it: figures and amounts as the pages write them."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from ombud.core.refusal import Refusal
from ombud.desk.said import said

SHANGHAI = ZoneInfo("Asia/Shanghai")
TOO_MUCH = Refusal(code="too-much", because="At most {refundable} can be refunded.")
TOO_LARGE = Refusal(code="too-large", because="At most {pixels_max} pixels, in {files_max} files.")


@pytest.mark.parametrize(("language", "amount"), [("en", "¥1,680.00"), ("zh-hans", "¥1,680.00")])
def test_an_amount_in_a_refusal_bears_the_sign_that_the_page_shows(language: str, amount: str) -> None:
    with translation.override(language):
        assert amount in (text := said(TOO_MUCH.given(refundable=168000), SHANGHAI).text), text
        assert "CN" not in text


def test_large_figures_are_grouped_and_small_ones_left() -> None:
    with translation.override("en"):
        words = said(TOO_LARGE.given(pixels_max=25_000_000, files_max=9), SHANGHAI).text
    assert words == "At most 25,000,000 pixels, in 9 files."
