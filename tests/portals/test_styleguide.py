import gzip
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from ombud.portals import common

STATIC = Path(common.__file__).parent / "static" / "ombud"
TEMPLATES = Path(common.__file__).parent / "templates"
LANGUAGES = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "es": "es"}
AXE_LANGUAGES = tuple(LANGUAGES) if os.environ.get("OMBUD_DEEP") else ("en", "zh-hans")
"""What axe looks for hardly depends on the words; the other two are read by it in the long form."""
PAGES = ["", "/consumer", "/complaints", "/form", "/console", "/reviewer"]
WIDTHS = [320, 390, 768, 1280, 1440]
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALL_TARGETS = """() => [...document.querySelectorAll('a,button,input:not([type=hidden]),select,textarea,summary')]
  .filter((one) => {
    const inLabel = one.matches('input[type=radio],input[type=checkbox]') && one.closest('label');
    const box = (inLabel || one).getBoundingClientRect();
    if (!box.width || one.matches('.skip,.vh') || getComputedStyle(one).display === 'inline') return false;
    return box.height < 43.5 || box.width < 43.5;
  }).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_guide_is_shown_in_each_language(page: str, language: str) -> None:
    html = Client().get(f"/styleguide{page}?lang={language}").content.decode()
    assert f'<html lang="{LANGUAGES[language]}">' in html
    assert html.count("<h1") == 1
    assert " style=" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("page", PAGES)
def test_each_id_stands_once_on_a_page(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', Client().get(f"/styleguide{page}").content.decode())
    assert len(ids) == len(set(ids))


def test_an_unknown_page_of_the_guide_is_not_found_and_says_so_in_words() -> None:
    answer = Client().get("/styleguide/nothing")
    assert answer.status_code == 404
    assert "find that page" in answer.content.decode()


def test_changing_the_language_leads_to_nobody_elses_page() -> None:
    for bad in (
        "http://testserver//evil.example/x",
        "http://testserver///evil.example",
        "//evil.example",
        "https:evil",
    ):
        came = Client().post("/language", {"language": "es", "next": bad}).headers["Location"]
        assert came.startswith("/"), bad
        assert not came.startswith("//"), bad


def test_changing_the_language_keeps_the_address_and_lasts() -> None:
    client = Client()
    answer = client.post("/language", {"language": "es", "next": "/styleguide?a=1&lang=en#b"})
    assert answer.headers["Location"] == "/styleguide?a=1#b"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"
    assert '<html lang="es">' in client.get("/styleguide").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_changing_the_language_never_leads_elsewhere(elsewhere: str) -> None:
    answer = Client().post("/language", {"language": "es", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_changes_nothing() -> None:
    client = Client()
    client.post("/language", {"language": "xx", "next": "/styleguide"})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_vendored_files_are_the_ones_whose_hashes_are_recorded() -> None:
    lines = (STATIC / "vendor" / "SHA256SUMS.txt").read_text().splitlines()
    assert len(lines) == 2
    for line in lines:
        wanted, name = line.split()
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == wanted


def test_the_first_load_of_a_consumer_page_stays_under_80_kb() -> None:
    html = Client().get("/styleguide/consumer").content
    loaded = ["base.css", "components.css", "consumer.css", "clock.js", "vendor/htmx-4.0.1.min.js"]
    squeezed = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in loaded) + len(gzip.compress(html))
    fonts = (STATIC / "fonts" / "source-sans-3-latin.woff2").stat().st_size
    assert squeezed + fonts < 60_000


def test_a_consumer_pages_own_css_stays_under_8_kb() -> None:
    names = ["base.css", "components.css", "consumer.css"]
    assert sum(len(gzip.compress((STATIC / name).read_bytes())) for name in names) < 8_192


def test_each_component_says_what_it_needs_in_its_first_line() -> None:
    for path in (TEMPLATES / "common" / "parts").glob("*.html"):
        if path.name != "field_attributes.html":
            assert path.read_text(encoding="utf-8").startswith("{% comment %}"), path.name


def test_no_template_holds_inline_style_or_script() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<script>|hx-on", text), path.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_scrolls_sideways_or_breaks_the_rules_of_accessibility(
    page: str, language: str, new_page: Any, site_url: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    errors: list[str] = []
    shown.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda error: errors.append(str(error)))
    shown.goto(f"{site_url}/styleguide{page}?lang={language}")
    assert shown.evaluate(SMALL_TARGETS) == []
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 844})
        assert shown.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, width
        if width in ({390, 1280} if language == "en" else {390}) and language in AXE_LANGUAGES:
            found = Axe().run(shown, options={"runOnly": AXE}).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert errors == []


def test_the_language_menu_works_without_script(new_page: Any, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}/styleguide/consumer")
    page.locator(".lang summary").first.click()
    page.get_by_role("button", name="Español").click()
    assert page.url == f"{site_url}/styleguide/consumer"
    assert page.locator("html").get_attribute("lang") == "es"


def test_pictures_zoom_together_and_apart(desktop: Any, site_url: str) -> None:
    desktop.goto(f"{site_url}/styleguide/reviewer")
    planes = desktop.locator(".plane")
    desktop.locator("[data-zoom=in]").click()
    assert planes.nth(0).evaluate("one => one.style.transform") == planes.nth(1).evaluate("one => one.style.transform")
    assert "scale(1.5)" in planes.nth(0).evaluate("one => one.style.transform")
    desktop.locator("[data-sync]").uncheck()
    desktop.locator("[data-pane]").nth(1).focus()
    desktop.keyboard.press("0")
    assert "scale(1.5)" in planes.nth(0).evaluate("one => one.style.transform")
    assert "scale(1)" in planes.nth(1).evaluate("one => one.style.transform")


def test_keys_choose_an_outcome_but_not_while_somebody_types(desktop: Any, site_url: str) -> None:
    desktop.goto(f"{site_url}/styleguide/reviewer")
    desktop.keyboard.press("1")
    assert desktop.locator("input[name=outcome][value=consumer]").is_checked()
    desktop.locator("#id_facts").fill("")
    desktop.locator("#id_facts").press("3")
    assert desktop.locator("input[name=outcome][value=consumer]").is_checked()
    desktop.locator("h1").click()
    desktop.keyboard.press("?")
    assert desktop.locator("dialog#keys").is_visible()
    desktop.keyboard.press("Escape")
    assert not desktop.locator("dialog#keys").is_visible()


def changed(page: Any, url: str, *changes: tuple[str, str]) -> None:
    """Opens a page of the guide with some of its text replaced on the way."""

    def change(route: Any) -> None:
        answer = route.fetch()
        text = answer.text()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        route.fulfill(response=answer, body=text)

    page.route(url, change)
    page.goto(url)


def test_an_element_asks_again_by_itself_until_the_answer_says_stop(desktop: Any, site_url: str) -> None:
    asks = 'hx-get="/ask" hx-trigger="load delay:30ms, visibilitychange from:document" hx-swap="outerHTML"'
    answers = [f'<p id="asking" {asks}>still open</p>', '<p id="asking">decided</p>']
    tokens: list[str] = []

    def answer(route: Any) -> None:
        tokens.append(route.request.headers.get("x-csrftoken", ""))
        route.fulfill(status=200, content_type="text/html", body=answers.pop(0))

    desktop.route("**/ask", answer)
    changed(
        desktop,
        f"{site_url}/styleguide/complaints",
        ('<ul class="cases">', f'<p id="asking" {asks}></p><ul class="cases">'),
    )
    desktop.locator("#asking", has_text="decided").wait_for()
    assert answers == []
    assert all(tokens)


def test_blurred_pictures_are_sharpened_by_a_button_and_not_by_hovering(desktop: Any, site_url: str) -> None:
    blurred = ('class="k rv"', 'class="k rv blur"')
    button = ('<span class="num zoom"', '<button data-blur aria-pressed=true>Blur</button><span class="num zoom"')
    changed(desktop, f"{site_url}/styleguide/reviewer", blurred, button)
    picture = desktop.locator(".plane img").first
    assert picture.evaluate("one => getComputedStyle(one).filter") == "blur(10px)"
    desktop.locator("[data-blur]").click()
    assert picture.evaluate("one => getComputedStyle(one).filter") == "none"
    assert desktop.locator("[data-blur]").get_attribute("aria-pressed") == "false"


def test_enter_in_a_field_sends_the_form_and_removes_no_file(new_page: Any, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}/styleguide/form")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.locator("#id_amount").press("Enter")
    assert "remove_file" not in sent.value.post_data_buffer.decode(errors="replace")
