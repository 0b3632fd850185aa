"""Signs that hide or reorder what stands around them are shown as what they are, wherever strangers' words stand."""

import re

import pytest

from ombud.portals.common.hidden_signs import made_visible
from tests.access.crawl import World
from tests.access.matrix import page_path
from tests.access.pages import PAGES

HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]")
TYPED = re.compile(r"<textarea[^>]*>.*?</textarea>|\bvalue=\"[^\"]*\"", re.DOTALL)
"""What somebody is writing stays as they typed it: they are to send it as it is."""
ASK = {"ana": "b.ana", "boris": "b.boris", "rita": "b.rita"}


@pytest.mark.requirement("EV-2")
def test_no_page_lets_a_hidden_sign_through(world: World) -> None:
    """Platform b's people, shops, files and words all carry some."""
    found, shown = set(), 0
    for its in PAGES:
        role = next((one for one in ASK if one in its.may), None)
        for route in its.routes if role else ():
            if "GET" not in route.methods or route.name.endswith(("-archive", "-paper", "copy", "-pdf")):
                continue
            path = page_path(route.name.partition("+")[0], route, world.b)
            answer = world.browsers[ASK[role or ""]].get(path)
            if answer.streaming or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            text = TYPED.sub("", answer.content.decode())
            shown += "U+202E" in text
            for sign in HIDDEN.finditer(text):
                found.add(f"{route.name}: …{text[max(0, sign.start() - 60) : sign.end() + 20]!r}")
    assert shown > 20
    assert not found, "\n".join(sorted(found))


def test_what_somebody_is_typing_stays_as_it_is_and_all_else_is_shown() -> None:
    typed = '<input value="e\u202ef"><textarea name="x">g\u202eh</textarea>'
    page = f'<p title="a\u202eb">c\u200bd</p>{typed}<b>\u2066i</b>'
    assert made_visible(page) == f'<p title="a⟨U+202E⟩b">c⟨U+200B⟩d</p>{typed}<b>⟨U+2066⟩i</b>'
