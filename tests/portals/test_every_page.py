"""Every page of every portal, on a phone, in every language: it is there, it is whole, and it is in that language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

from ombud.accounts.models import Person
from tests.portals.demo_world import Demo, demo
from tests.portals.pages import NO_PAGES, PAGES, patterns
from tests.portals.shown import STRANGER, Shown

LANGUAGES = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "es": "es"}
PAGE_TIMEOUT_MS = 20_000
"""Longer than elsewhere: hundreds of pages one after the other meet every pause of the machine."""

READ = """() => {
  const SAID = new Set(['aria-label', 'title', 'placeholder', 'alt']);
  const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  // What people wrote and what bears a language of its own isn't ours to translate.
  const foreign = (one) => one.closest('script,style,template,textarea,.said,bdi')
    || one.closest('[lang]') !== document.documentElement;
  while (walker.nextNode()) if (!foreign(walker.currentNode.parentElement)) texts.push(walker.currentNode.data);
  for (const one of document.body.querySelectorAll('[aria-label],[title],[placeholder],[alt]'))
    if (!foreign(one)) texts.push(...one.getAttributeNames().filter((name) => SAID.has(name))
      .map((name) => one.getAttribute(name)));
  const classes = [...new Set([...document.querySelectorAll('[class]')].flatMap((one) => [...one.classList]))];
  const sheets = [...document.querySelectorAll('link[rel=stylesheet]')].map((one) => one.href);
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  return {
    title: document.title, lang: document.documentElement.lang, headings: document.querySelectorAll('h1').length,
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    twice: ids.filter((one, place) => ids.indexOf(one) !== place), csp: window.cspReports, classes, sheets,
    texts: [...new Set(texts.filter(Boolean).map((one) => one.replace(/\\s+/g, ' ').trim()).filter(Boolean))],
  };
}"""
"""What a page shows, as the rules below want it."""
LISTEN = """window.cspReports = [];
addEventListener('securitypolicyviolation',
  (one) => window.cspReports.push(one.violatedDirective + ' ' + one.blockedURI));"""

ENGLISH = re.compile(r"(?:\b[A-Za-z][a-z’']*[,;]? ){2,}[A-Za-z][a-z’']*\b")
LEFT_OPEN = re.compile(r"%\(\w+\)|\{\w*\}|\{\{|\{%|^None$")
ASCII_AFTER_HAN = re.compile(
    r"[\u3400-\u9fff][,;:!?()](?!/)|[\u3400-\u9fff]\.(?!\w)|[\u3002\uff01\uff1f\uff1b\uff1a\uff0c] [\u3400-\u9fff]"
)
SHEETS = {
    path.name: frozenset(re.findall(r"\.([A-Za-z][\w-]*)", path.read_text()))
    for path in (settings.SOURCE / "portals").glob("*/static/ombud/*.css")
}
ALL_CLASSES = frozenset().union(*SHEETS.values())
ELSEWHERE = {"pop", "next", "card", "k-bar", "other", "stack", "note"}
"""Classes that need no look where they stand, though a stylesheet of other pages gives them one."""
QUOTED = re.compile("“[^”\u3400-\u9fff]*”|Hilo y Lana")
"""What people of the demo wrote, and a shop's name: not ours to translate."""


@pytest.fixture(scope="module")
def world(database: Any) -> Demo:
    return demo()


@cache
def kept_address(page: Shown, world: Demo) -> str:
    return page.path(world)


def address(page: Shown, world: Demo) -> str:
    """Where the page is, looked up once for all languages."""
    return page.path(world) if page.brief else kept_address(page, world)


@cache
def session(who: str) -> str:
    """A signed-in person's cookie."""
    client = Client()
    client.force_login(Person.objects.get(login=who if "/" in who else f"tianshan/{who}"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def window(browser: Any, site_url: str) -> Iterator[Any]:
    """One phone for all pages, so that style and script are loaded once; who holds it is changed by cookies."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


def handed_to(page: Any, site_url: str, who: str, language: str) -> None:
    """The same phone in another hand, unless it is in this one already."""
    if getattr(page, "hand", None) == (who, language):
        return
    page.context.clear_cookies()
    cookies = {settings.LANGUAGE_COOKIE_NAME: language}
    if who != STRANGER:
        cookies[settings.SESSION_COOKIE_NAME] = session(who)
    page.context.add_cookies([{"name": name, "value": value, "url": site_url} for name, value in cookies.items()])
    page.hand = (who, language)


@cache
def untranslated(language: str) -> frozenset[str]:
    """English sentences that this language says in other words."""
    place = settings.SOURCE / "locale" / language.replace("-hans", "_Hans").replace("-hant", "_Hant")
    with (place / "LC_MESSAGES" / "django.po").open("rb") as file:
        told = read_po(file)
    return frozenset(str(one.id) for one in told if one.id and isinstance(one.id, str) and one.string != one.id)


def bare(found: dict[str, Any]) -> list[str]:
    """Classes that one of our stylesheets gives a look, but none of those that this page loads."""
    loaded = (re.sub(r"(\.[0-9a-f]{12})?\.css$", ".css", one.rpartition("/")[2]) for one in found.get("sheets", ()))
    known = frozenset().union(*(SHEETS.get(one, frozenset()) for one in loaded))
    return sorted((set(found.get("classes", ())) & ALL_CLASSES) - known - ELSEWHERE)


def faults(found: dict[str, Any], language: str) -> list[str]:
    """What is wrong with a page, in sentences."""
    told = []
    if found["headings"] != 1:
        told.append(f"{found['headings']} h1")
    if found["lang"] != LANGUAGES[language]:
        told.append(f"lang is {found['lang']}")
    if found["over"] > 0:
        told.append(f"{found['over']} px too wide")
    told += [f"the id {one} stands twice" for one in found["twice"]]
    told += [f"CSP: {one}" for one in found["csp"]]
    told += [f"no stylesheet here knows .{one}" for one in bare(found)]
    texts = [QUOTED.sub("", one) for one in (found["title"], *found["texts"])]
    told += [f"left open: {one}" for one in texts if LEFT_OPEN.search(one)]
    if language.startswith("zh"):
        told += [f"English: {one}" for one in texts if ENGLISH.search(one)]
        told += [f"ASCII after Han: {one}" for one in texts if ASCII_AFTER_HAN.search(one)]
    if language != "en":
        told += [f"not translated: {one}" for one in texts if " " in one and one in untranslated(language)]
    return told


@pytest.mark.requirement("EV-1")
@pytest.mark.parametrize("page", sorted(PAGES, key=lambda page: page.who), ids=lambda page: page.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_is_whole_in_each_language(
    page: Shown, language: str, world: Demo, window: Any, site_url: str
) -> None:
    handed_to(window, site_url, page.who, language)
    errors: list[str] = []

    def note(message: Any) -> None:
        # The browser itself calls an answer that isn't 200 an error; here it is what was asked for.
        if message.type == "error" and not (page.status != 200 and "Failed to load resource" in message.text):
            errors.append(message.text)

    window.on("console", note)
    try:
        answer = window.goto(f"{site_url}{address(page, world)}", wait_until="domcontentloaded")
        found = window.evaluate(READ)
    finally:
        window.remove_listener("console", note)
    assert answer.status == page.status
    assert [*faults(found, language), *errors] == []


def test_each_address_of_the_site_is_among_the_pages_or_is_said_to_be_none() -> None:
    shown = {page.pattern for page in PAGES} - {"404"}
    assert patterns() == shown | set(NO_PAGES)
    assert not shown & set(NO_PAGES)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("接受 Accept the offer now", "English"),
        ("请回答,谢谢", "ASCII after Han"),
        ("已送达。 请等待", "ASCII after Han"),
        ("剩余 {time}", "left open"),
    ],
)
def test_the_rules_find_what_they_are_meant_to_find(text: str, fault: str) -> None:
    page = {"headings": 1, "lang": "zh-Hans", "over": 0, "twice": [], "csp": [], "title": "", "texts": [text]}
    assert [one.partition(":")[0] for one in faults(page, "zh-hans")] == [fault]


def test_a_class_whose_stylesheet_is_missing_is_noticed() -> None:
    asked = {"classes": ["pic-more", "btn", "htmx-request"]}
    assert bare({**asked, "sheets": ["/static/ombud/components.0123456789ab.css"]}) == ["pic-more"]
    assert bare({**asked, "sheets": ["/static/ombud/components.css", "/static/ombud/picture_menu.css"]}) == []


def test_a_page_that_breaks_the_rules_of_the_browser_is_noticed(window: Any, site_url: str) -> None:
    handed_to(window, site_url, STRANGER, "en")
    window.goto(f"{site_url}/sign-in")
    window.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p id=wide style=\"color:red\">x</p><i id=wide></i>')"
    )
    window.evaluate("document.getElementById('wide').style.width = '900px'")
    window.wait_for_function("window.cspReports.length")
    told = faults(window.evaluate(READ), "en")
    assert [one.split()[0] for one in told if not one.endswith("wide")] == ["the", "CSP:"]
    assert any(one.endswith("px too wide") for one in told)
