"""Words that leave the house hold nobody else's name, phone, mail, card or identity number."""

import pytest

from ombud.portals.common.along.masks import Masks

MASKS = Masks(["林晓梅", "Emma Clark", "Li"], ["13800001234", "emma@x.example"], spare=["612345678", "N987654321"])


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("我是林晓梅，电话13800001234，微信同号", "我是林**，电话*******1234，微信同号"),
        ("138 0000 1234, or 138-0000-1234", "*******1234, or *******1234"),
        ("emma  clark: EMMA@X.EXAMPLE", "E**: e**@x.example"),
        ("write to a.b@mail.example.com", "write to a**@mail.example.com"),
        ("+86 139 1111 5678 and +34 600 111 222", "*********5678 and *******1222"),
        ("llame al 600 333 444", "llame al *****3444"),
        ("座机 010-12345678", "座机 *******5678"),
        ("身份证 11010519491231002X", "身份证 **************002X"),
        ("card 4111 1111 1111 1111", "card ************1111"),
        ("DNI 12345678Z", "DNI *****678Z"),
        ("DNI 12345678-Z", "DNI *****678Z"),
        ("打１３８００００１２３４，或者 １３９－１１１１－５６７８", "打*******1234，或者 *******5678"),
        ("138.0000.1234 139·1111·5678 139\u200b1111\u200b5678", "*******1234 *******5678 *******5678"),
        ("林 晓梅、林\u200b晓梅", "林**、林**"),
        ("ＥＭＭＡ　ＣＬＡＲＫ, Émma Clark", "E**, E**"),
        (
            "josé@mail.example, ana＠mail.example, 发到li@邮局.公司谢谢",
            "j**@mail.example, a**@mail.example, 发到l**@邮局.公司谢谢",
        ),
        ("(021)62345678, 02162345678, 0912-345-678", "*******5678, *******5678, ******5678"),
        ("139/1234/5678, 139_1234_5678", "*******5678, *******5678"),
        ("emma (at) mail.example, li[AT]mail [dot] example", "e**@mail.example, l**@mail.example"),
        ("HKID A123456(3), 香港 AB987654（3）", "HKID ****4563, 香港 *****6543"),
        ("澳门 1234567(8)，1/234567/8", "澳门 ****5678，****5678"),
        ("台湾 A123456789", "台湾 ******6789"),
        ("护照号码：E12345678，passport no. EA1234567", "护照号码：*****5678，passport no. *****4567"),
        ("回乡证 H1234567801, 身份證 A123456(4)", "回乡证 *******7801, 身份證 ****4564"),
        ("加我微信zhang_san99，微信号：zhangsan，QQ：12345678", "加我微信z**，微信号：z**，QQ：1**"),
        ("WeChat ID: zhangsan, wechat li-1988, qq 100001", "WeChat ID: z**, wechat l**, qq 1**"),
        ("４１１１ １１１１ １１１１ １１１１", "************1111"),
    ],
)
def test_what_is_somebody_elses_is_masked(said: str, shown: str) -> None:
    assert MASKS.of(said) == shown
    assert MASKS.hides(said)


@pytest.mark.parametrize(
    "said",
    [
        "order 612345678, complaint T-260309-ABCDE", "SF1234567890123", "110105194912310021 is no identity number",
        "transaction 6222021234567894123", "¥168.00 on 2026-03-09 10:00", "Emmanuel Clarkson and Liu",
        "wechat@2026.1 is a pack", "微信支付 12345 元，微信转账50000", "微信 12345 元", "WeChat payment and account",
        "WeChat: please write", "微信单号 4200001234202603091234567890", "QQ音乐 2026", "at shop.example (at once)",
        "A123456789A, A123456780, B1234567", "A123456(4)", "a passport photo of 2026", "12/345678/9 or 1234567",
        "139/12/5678", "身份证 110105194912310021", "１２３．００ 元，２０２６－０３－０９",
        "苏 晴 isn't known, nor is Élise",
    ],
)  # fmt: skip
def test_numbers_of_orders_parcels_and_payments_and_other_names_stay(said: str) -> None:
    assert MASKS.of(said) == said


def test_an_event_that_names_somebody_by_what_we_know_of_them_is_found() -> None:
    assert MASKS.names('{"by":{"id":"13800001234","type":"consumer"}}')
    assert MASKS.names('{"by":{"id":"someone@mail.example","type":"consumer"}}')
    assert MASKS.names('{"event":{"files":[{"about":"给林晓梅"}]}}')
    assert MASKS.names('{"cause":"call 13800001234 back"}')
    assert not MASKS.names('{"hash":"a13800001234bc","by":{"id":"clark"}}')
    assert not MASKS.names('{"by":{"id":"ana","type":"consumer"},"pack":"wechat@2026.1","paid":13800001234}')
