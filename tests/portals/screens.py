"""Photographs of the key pages for human eyes: `pytest tests/portals/screens.py` writes them to artefacts/screens/."""

from pathlib import Path
from typing import Any

import pytest

from tests.portals.demo_world import Demo, demo
from tests.portals.pages import KEY_PAGES
from tests.portals.shown import Shown
from tests.portals.test_every_page import LANGUAGES, handed_to

PLACE = Path(__file__).resolve().parents[2] / "artefacts" / "screens"
"""Not in git: fonts differ from machine to machine, so nobody compares them sign by sign."""
WIDTHS = {390: 844, 1280: 900}


@pytest.fixture(scope="module")
def world(database: Any) -> Demo:
    return demo()


def photograph(page: Any, path: Path, width: int) -> None:
    """The whole page: the window grows first, or what sticks to its edge would stand in the middle."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.wait_for_load_state("load")
    height = page.evaluate("Math.max(document.documentElement.scrollHeight, innerHeight)")
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=path)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", KEY_PAGES, ids=lambda page: page.name)
def test_a_key_page_is_photographed(
    page: Shown, language: str, width: int, world: Demo, new_page: Any, site_url: str
) -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    phone = width < 600
    shown = new_page(viewport={"width": width, "height": WIDTHS[width]}, is_mobile=phone, has_touch=phone)
    handed_to(shown, site_url, page.who, language)
    shown.goto(site_url + page.path(world))
    photograph(shown, PLACE / f"{page.name.replace(' ', '-')}_{language}_{width}.png", width)
