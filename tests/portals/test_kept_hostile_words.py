"""The list of naughty strings as names of files and as words to them: shown as text, kept as they came."""

import json
import uuid
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse

from ombud.desk import clock
from ombud.desk.access_order_vault import access_order_vault
from ombud.desk.handle import Done
from ombud.vault.deposit import _storable
from ombud.vault.models import EvidenceFile
from ombud.vault.serve import _fenced, download_name
from tests.cast import World, an_order, world
from tests.portals.clients import signed_in
from tests.shared_data import shared_data

AT_ONCE = 29
"""One less than fit, so that every page has its form."""


def naughty() -> list[str]:
    found: list[str] = json.loads(shared_data("hostile/blns.json").read_text("utf-8"))
    assert len(found) > 500
    return found


class Seen(HTMLParser):
    """Elements and attributes that a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers |= {
            name for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript:")
        }


def named(made: World, name: str) -> str:
    id = uuid.uuid4()
    EvidenceFile.objects.create(
        platform=made.platform.pk, id=id, sha256=id.hex * 2, size_bytes=1, media_type="image/jpeg",
        filename=_storable(name), width=1, height=1, pages=1, pictures={}, uploaded_by="ana", uploaded_at=clock.now(),
    )  # fmt: skip
    return str(id)


@pytest.mark.requirement("CG-7")
def test_naughty_strings_as_names_and_words_are_only_ever_text(database: Any) -> None:
    made, strings = world("weidian"), naughty()
    ana = signed_in(made, "ana")
    plain: set[str] | None = None
    for n, start in enumerate(range(0, len(strings), AT_ONCE)):
        some, order = strings[start : start + AT_ONCE], f"o-{n}"
        an_order(made, order, purchased_at=(clock.now() - timedelta(days=1)).isoformat())
        files = [{"file": named(made, name), "kind": "other"} for name in some]
        words = " ".join(some)[:1900]
        kept = made.do("order_vault.keep", f"{order}:consumer", made.ana, clock.now(), files=files, words=words)
        assert isinstance(kept, Done), kept
        page = ana.get(f"/orders/{order}/kept")
        assert page.status_code == 200
        seen, text = Seen(), page.content.decode()
        seen.feed(text)
        plain = plain or {"script", *seen.tags}
        assert seen.handlers == set()
        assert seen.tags <= plain | {"bdi", "p", "br"}, order
        shown = unescape(text)
        # What holds an escape of its own would read otherwise when it is unescaped.
        whole = [one for one in some if one.strip() and one.isprintable() and "&" not in one and len(one) < 900]
        assert [one for one in whole if one not in shown] == []
        assert len(access_order_vault(made.platform.pk, order, made.ana).own) == len(some)


def test_naughty_strings_as_names_of_downloads_stay_names() -> None:
    for name in naughty():
        file = EvidenceFile(id=uuid.uuid4(), filename=_storable(name), media_type="image/png")
        told = download_name(file)
        assert told.endswith(".png")
        assert not set("/\\\r\n\0") & set(told)
        header = _fenced(HttpResponse(), told, as_attachment=True)["Content-Disposition"]
        assert header.startswith("attachment")
        assert header.isascii()
        assert header.isprintable()
