import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from ombud.portals.common import display
from ombud.portals.common.icons import shapes
from ombud.portals.common.said import said_html
from tests.shared_data import shared_data

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def rendered(template: str, **context: Any) -> str:
    return Template("{% load ui %}" + template).render(Context({"zone": "Asia/Shanghai", "now": NOON, **context}))


@pytest.mark.parametrize(
    ("language", "minor", "currency", "shown"),
    [
        ("en", 16800, "CNY", "¥168.00"),
        ("zh-hans", 16800, "CNY", "¥168.00"),
        ("es", 16800, "CNY", "¥168,00"),
        ("en", -5000, "CNY", "−¥50.00"),
        ("en", 123456789, "USD", "$1,234,567.89"),
        ("zh-hant", 1200, "JPY", "¥1,200"),
    ],
)
def test_money_is_told_from_minor_units_in_the_readers_way(
    language: str, minor: int, currency: str, shown: str
) -> None:
    with translation.override(language):
        assert display.money(minor, currency) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "24 Nov, 10:12"),
        ("zh-hans", "11月24日 10:12"),
        ("zh-hant", "11月24日 10:12"),
        ("es", "24 nov, 10:12"),
    ],
)
def test_a_moment_is_told_in_the_platforms_zone_and_the_readers_order(language: str, shown: str) -> None:
    with translation.override(language):
        assert display.when(datetime(2026, 11, 24, 2, 12, tzinfo=UTC), "Asia/Shanghai", NOON) == shown


def test_a_moment_of_another_year_is_told_with_its_year() -> None:
    with translation.override("en"):
        assert display.when(datetime(2025, 1, 2, 2, 0, tzinfo=UTC), "Asia/Shanghai", NOON) == "2 Jan 2025, 10:00"


def test_the_full_form_names_the_zone() -> None:
    with translation.override("en"):
        shown = display.when(NOON, "Asia/Shanghai", NOON, "full")
    assert shown == "22 Nov 2026, 12:00 (Asia/Shanghai, UTC+8)"
    with translation.override("zh-hant"):
        shown = display.when(NOON, "Asia/Shanghai", NOON, "full")
    assert shown == "2026年11月22日 12:00（Asia/Shanghai, UTC+8）"


@pytest.mark.parametrize(
    ("left", "text", "level"),
    [
        (timedelta(days=1, hours=22), "1 day 22 hours left", "calm"),
        (timedelta(days=2), "2 days left", "calm"),
        (timedelta(days=1, minutes=5), "1 day left", "calm"),
        (timedelta(hours=12), "12 hours left", "soon"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute left", "soon"),
        (timedelta(seconds=20), "1 minute left", "soon"),
        (timedelta(0), "1 minute overdue", "late"),
        (-timedelta(hours=2, minutes=40), "2 hours 40 minutes overdue", "late"),
    ],
)
def test_what_is_left_is_told_in_its_two_largest_units(left: timedelta, text: str, level: str) -> None:
    with translation.override("en"):
        told = display.remaining(NOON + left, NOON)
    assert (told.text, told.level, told.percent) == (text, level, None)


def test_the_share_left_is_known_when_the_start_is() -> None:
    assert display.remaining(NOON + timedelta(hours=12), NOON, NOON - timedelta(hours=36)).percent == 25


@pytest.mark.parametrize(
    ("name", "shown"), [("林小满", "林**"), ("María", "M**"), ("  Ana", "A**"), ("", "**"), ("\u202eevil", "e**")]
)
def test_a_name_shows_its_first_letter_only(name: str, shown: str) -> None:
    assert display.mask(name) == shown


def test_a_letter_with_its_accent_apart_stays_whole_when_masked() -> None:
    assert display.mask("E\u0301lise") == "E\u0301**"


@pytest.mark.parametrize(
    ("code", "shown"),
    [("zh-hans", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-hk", "zh-Hant"), ("zh-cn", "zh-Hans"), ("es", "es")],
)
def test_the_html_language_is_one_that_browsers_know(code: str, shown: str) -> None:
    assert display.html_lang(code) == shown


def test_what_people_wrote_is_escaped_and_keeps_its_lines() -> None:
    assert said_html("<b>&\r\nline\n\nnext") == "<p>&lt;b&gt;&amp;<br>line</p><p>next</p>"


@pytest.mark.parametrize(
    ("sign", "code"),
    [("\u202e", "U+202E"), ("\u200b", "U+200B"), ("\x00", "U+0000"), ("\x1b", "U+001B"), ("\ufeff", "U+FEFF")],
)
def test_signs_that_hide_or_reorder_text_are_shown(sign: str, code: str) -> None:
    shown = said_html(f"a{sign}b")
    assert sign not in shown
    assert f">{code}</span>" in shown


def test_joiners_stay_where_writing_needs_them_and_show_where_they_only_hide() -> None:
    assert "U+200D" not in said_html("👩\u200d👧")
    assert "U+200C" not in said_html("می\u200cخواهم")
    assert "U+200D" in said_html("pay\u200dpal")


def test_the_naughty_strings_are_shown_without_a_live_tag() -> None:
    blns = shared_data("hostile") / "blns.json"
    for line in json.loads(blns.read_text(encoding="utf-8")):
        tags = re.findall(r"<(/?\w+)", said_html(line))
        assert set(tags) <= {"p", "/p", "br", "span", "/span"}


def test_what_people_wrote_carries_its_language_and_its_own_direction() -> None:
    assert rendered("{% user_text text 'zh-hans' %}", text="好") == (
        '<div class="said" dir="auto" lang="zh-Hans"><p>好</p></div>'
    )


def test_words_in_another_script_than_the_page_are_set_in_their_own_type() -> None:
    with translation.override("zh-hans"):
        assert 'lang="und-Latn"' in rendered("{% user_text text %}", text="It doesn’t fit.")
        assert "lang=" not in rendered("{% user_text text %}", text="不合适 it doesn’t fit")
    with translation.override("es"):
        assert 'lang="und-Hani"' in rendered("{% user_text text %}", text="“好”")
        assert "lang=" not in rendered("{% user_text text %}", text="No me queda.")


def test_a_day_is_said_with_its_year_as_the_reader_says_it() -> None:
    said = {}
    for code in ("en", "zh-hans", "es"):
        with translation.override(code):
            said[code] = rendered("{{ text|day }}", text="2026-01-05")
    assert said == {"en": "5 Jan 2026", "zh-hans": "2026年1月5日", "es": "5 ene 2026"}


def test_a_cases_number_stays_whole_in_a_sentence_that_stays_escaped() -> None:
    assert rendered("{{ text|whole }}", text="<b> TS-261121-T96U8 is closed") == (
        '&lt;b&gt; <span class="whole">TS-261121-T96U8</span> is closed'
    )


def test_an_orders_state_is_said_in_words_and_an_unknown_one_as_told() -> None:
    with translation.override("es"):
        assert display.order_status("delivered") == "Entregado"
        assert display.order_status("lost at sea") == "lost at sea"


def test_a_clock_tells_what_is_left_the_date_and_the_share_without_inline_style() -> None:
    with translation.override("en"):
        html = rendered(
            "{% clock due now start=start by='Answer by {time}' %}",
            due=NOON + timedelta(days=1),
            start=NOON - timedelta(days=1),
        )
    assert '<b class="left">1 day left</b>' in html
    assert "Answer by <time datetime=" in html
    assert 'value="50"' in html
    assert "style=" not in html


def test_a_sentence_for_the_clock_is_escaped() -> None:
    assert "&lt;i&gt;" in rendered("{% clock due now by=words %}", due=NOON, words="<i>{time}")


def test_a_part_sees_only_what_it_is_given() -> None:
    html = rendered("{% part 'field' name='a' label='A' %}", error="of another field", help="of another field")
    assert "of another field" not in html


def test_a_field_keeps_what_was_typed_and_points_to_its_error() -> None:
    html = rendered("{% part 'field' name='phone' label='Phone' value=typed error='Too short' %}", typed='1"2')
    assert 'value="1&quot;2"' in html
    assert 'aria-describedby="phone-error"' in html
    assert 'aria-invalid="true"' in html


def test_the_reader_is_called_you_but_staff_never_are() -> None:
    with translation.override("en"):
        assert rendered("{% party_name 'consumer' 'consumer' %}") == "You"
        assert rendered("{% party_name 'platform' 'platform' %}") == "Platform"


@pytest.mark.parametrize("stage", ["negotiating", "with_platform", "ruled", "executing", "verifying"])
def test_the_stage_bar_marks_one_stage_as_current(stage: str) -> None:
    assert rendered("{% stage_bar stage %}", stage=stage).count('aria-current="step"') == 1


def test_every_icon_named_in_a_template_is_drawn() -> None:
    root = Path(display.__file__).parent / "templates"
    named = {
        name
        for path in root.rglob("*.html")
        for name in re.findall(r'{% icon "([a-z0-9-]+)" %}', path.read_text(encoding="utf-8"))
    }
    assert named <= set(shapes())
    assert len(named) > 20


def test_wechat_is_known_by_what_it_calls_itself() -> None:
    request = RequestFactory().get("/", headers={"user-agent": "Mozilla MicroMessenger/8.0"})
    assert rendered("{% inside_wechat as bare %}{{ bare }}", request=request) == "True"
    assert rendered("{% inside_wechat as bare %}{{ bare }}") == "False"
