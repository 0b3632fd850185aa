"""Numbers on screenshots: told apart by form, check digit and the words beside them, and held against the case's."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

pytest.importorskip("cv2")

from ombud.lab import words_on_it
from ombud.lab.numbers import numbers, s10, ups
from ombud.lab.picture import Picture
from ombud.lab.words_on_it import Facts, compare
from tests.shared_data import absent

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
LINES = (
    "支付成功",
    "订单编号 241122-583920174650021",
    "快递单号 YT8816420397155",
    "顺丰速运 SF1430098812736",
    "交易单号 4200002387202511226610947312",
    "实付款 ¥1,129.90",
)


@pytest.mark.parametrize(("lines", "said"), [
    (["订单编号241122-583920174650021"], ["order 241122-583920174650021 pinduoduo sure"]),
    (["快递单号YT8816420397155"], ["parcel YT8816420397155 yto sure"]),
    (["顺丰 sf1430098812736"], ["parcel SF1430098812736 sf sure"]),
    (["EMS EA123456785CN"], ["parcel EA123456785CN post sure"]),
    (["EMS EA123456786CN"], ["parcel EA123456786CN post"]),
    (["UPS 1Z999AA10123456784"], ["parcel 1Z999AA10123456784 ups sure"]),
    (["交易单号 4200002387202511226610947312"], ["payment 4200002387202511226610947312 wechat-pay sure"]),
    (["运单号：", "773012345678901"], ["parcel 773012345678901"]),
    (["Order number 4711008152"], ["order 4711008152"]), (["Nº de pedido 4711008152"], ["order 4711008152"]),
    (["XD 7301 9120 4471"], ["parcel XD730191204471"]), (["交易单号", "4200****9988"], ["payment 4200****9988"]),
    (["139****5678", "400 820 8820"], []),
    (["合计 ￥12.5", "共 $1,299"], ["amount 1250", "amount 129900"]),
    (["13800138000", "2026-05-01 10:00:00", "客服电话 400-820-8820"], []),
    (["快递单号 YT8816420397155", "YT8816420397155"], ["parcel YT8816420397155 yto sure"]),
])  # fmt: skip
def test_numbers_are_told_by_form_check_digit_and_the_words_beside_them(lines: list[str], said: list[str]) -> None:
    assert [words_on_it.said(one) for one in numbers(lines)] == said


def test_check_digits_are_those_of_the_published_examples() -> None:
    assert s10("RB123456785GB")  # Universal Postal Union, S10
    assert not s10("RB123456784GB")
    assert ups("1Z5R89390357567127")
    assert not ups("1Z5R89390357567128")


def test_a_case_s_numbers_are_the_same_close_different_or_not_found() -> None:
    finding = words_on_it.Finding(
        detector="words-on-it", version="1", kind="derived",
        facts={"numbers": ["order 241122-583920174650021 pinduoduo", "parcel YT8816420397I55 yto", "amount 12990"]},
    )  # fmt: skip
    told = compare(finding, Facts(orders=("241122583920174650021",), parcels=("YT8816420397155",), amounts=(12900,)))
    assert [(one.kind, one.verdict) for one in told] == [("order", "same"), ("parcel", "same"), ("amount", "differs")]
    (close, other, none) = compare(
        finding, Facts(parcels=("YT8816420397154", "SF1430098812736"), payments=("4200002387202511226610947312",))
    )
    assert (close.verdict, other.verdict, none.verdict) == ("close", "differs", "not-found")


def test_a_number_of_which_some_digits_are_hidden_is_the_same_if_the_others_are() -> None:
    finding = words_on_it.Finding(
        detector="words-on-it", version="1", kind="derived", facts={"numbers": ["payment 4200****9988"]}
    )
    told = compare(finding, Facts(payments=("4200002387202511226610949988", "4200002387202511226610947312")))
    assert [one.verdict for one in told] == ["same", "differs"]


def test_where_no_reader_is_installed_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("rapidocr")

    monkeypatch.setattr(words_on_it, "ready", missing)
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, "PNG")
    assert words_on_it.look(Picture(out.getvalue())).not_applicable == "not-installed"


def test_the_numbers_of_a_screenshot_are_read_where_they_stand() -> None:
    pytest.importorskip("rapidocr")
    if not FONT.exists():
        absent("the font with Chinese letters is not installed (Debian: fonts-noto-cjk)")
    picture = Image.new("RGB", (720, 640), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(str(FONT), 28)
    for at, line in enumerate(LINES):
        draw.text((40, 60 + at * 90), line, font=font, fill="black")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    finding = words_on_it.look(Picture(out.getvalue()))
    assert finding.facts["numbers"] == [
        "order 241122-583920174650021 pinduoduo sure",
        "parcel YT8816420397155 yto sure",
        "parcel SF1430098812736 sf sure",
        "payment 4200002387202511226610947312 wechat-pay sure",
        "amount 112990",
    ]
    tops = [place.top * 640 / 10_000 for place in finding.regions]
    assert tops == pytest.approx([150, 240, 330, 420, 510], abs=20)
