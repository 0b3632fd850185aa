"""What is caught at the door of the pack, and what honest people write that isn't."""

import pytest

from ombud.core.door import caught
from ombud.packs.load import load_pack

RULES = load_pack("wechat").pack.door


@pytest.mark.requirement("CG-5")
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Earn $500 a day from home, no risk, earn money with us from home", "advertising"),
        ("加我微信做兼职刷单返现", "advertising"),
        ("線上博彩，首存送禮", "advertising"),
        ("Gane dinero fácil con nosotros", "advertising"),
        ("http://a.example http://b.example http://c.example www.d.example http://e.example", "advertising"),
        ("再不退款我弄死你", "threat"),
        ("I will kill you", "threat"),
        ("Te voy a matar", "threat"),
        ("你们这些王八蛋", "abuse"),
        ("Fuck off!", "abuse"),
        ("Son unos hijos de puta", "abuse"),
        ("aaaaaaaaaaaaaaaaaaaa", "unusable"),
        ("!!! ??? 123", "unusable"),
    ],
)
def test_what_spam_and_abuse_look_like_is_caught(text: str, rule: str) -> None:
    met = caught(text, RULES)

    assert met is not None
    assert met.code == rule


@pytest.mark.requirement("CG-5")
@pytest.mark.parametrize(
    "text",
    [
        "The mug arrived broken. The crack nearly cut my hand!!! Order 123456, see https://example.org/photo",
        "杯子碎了，孩子差点被划伤。客服让我加微信私下解决，我不同意。",
        "商家要我加LINE才肯退款，我拒絕。",
        "El vendedor me pidió dinero aparte. No me dejaron devolverlo.",
        "The kettle could have killed somebody: it burnt my kitchen table.",
        "这家店卖的是假货，开的发票也是假的。",
        "hmmm... no",
    ],
)
def test_an_angry_but_honest_complaint_is_let_through(text: str) -> None:
    assert caught(text, RULES) is None
