"""The pages about imports in a browser: rules of accessibility, on a phone and at a desk, and by keyboard."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ombud.accounts import platforms
from ombud.imports.carry_runs import carry_out_next
from tests.cast import World, world
from tests.portals.clients import signed_in
from tests.portals.reviewer.test_imports import ORDERS, mapping, never, read, sent
from tests.portals.reviewer.test_packs_in_a_browser import shown_to
from tests.portals.test_styleguide import AXE


@pytest.fixture
def here(database: Any) -> World:
    platforms._kept.clear()
    return world("weidian")


def at_each_place(client: Client, made: World) -> list[str]:
    """The list, an import that isn't begun, one that waits, and one that is done."""
    done = sent(client)
    read(client, done, do="start", mapping=mapping(made))
    assert carry_out_next(never)
    checked = sent(client, ORDERS, "april.csv")
    read(client, checked, do="check", mapping=mapping(made))
    waiting = sent(client, ORDERS, "may.csv")
    read(client, waiting, do="start", mapping=mapping(made))
    return ["/review/imports", checked, waiting, done, sent(client, "no table", "picture.csv")]


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_the_pages_keep_the_rules_of_accessibility_and_fit(
    language: str, width: int, here: World, new_page: Any, site_url: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    client = signed_in(here, "senior")
    page = shown_to(new_page(viewport={"width": width, "height": 844}), client, site_url, language)
    found = {}
    paths = at_each_place(client, here)
    for place, path in enumerate(paths):
        page.goto(site_url + path)
        broken = Axe().run(page, options={"runOnly": AXE}).response["violations"]
        found[path] = [(one["id"], one["nodes"][0]["html"][:120]) for one in broken]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] += [("wider than the page", wide)] if wide > 0 else []
        if os.environ.get("SHOTS"):
            page.screenshot(path=f"{os.environ['SHOTS']}/{place}-{language}-{width}.png", full_page=True)
    assert found == {path: [] for path in paths}
    assert carry_out_next(never), "the one that waits is left to no other test"


@pytest.mark.requirement("OS-1")
def test_a_file_is_imported_by_keyboard_and_the_page_tells_when_it_is_done(
    here: World, new_page: Any, site_url: str, tmp_path: Path
) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS)
    page = shown_to(new_page(viewport={"width": 1280, "height": 844}), signed_in(here, "senior"), site_url, "en")
    page.goto(site_url + "/review/imports")
    page.get_by_label("File of orders").set_input_files(tmp_path / "orders.csv")
    page.get_by_role("button", name="Send and look at it").press("Enter")
    page.get_by_label("Mapping", exact=True).fill(mapping(here))
    page.get_by_role("button", name="Import all of it").press("Enter")
    page.get_by_text("It waits for the import before it, and begins by itself.").wait_for()
    assert carry_out_next(never)
    page.get_by_role("link", name="Rows to mend").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Rows to mend").press("Enter")
    assert "03/01/26" in Path(download.value.path()).read_text("utf-8-sig")
