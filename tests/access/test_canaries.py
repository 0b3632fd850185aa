"""No answer to anybody holds a private word that isn't theirs to see; and the search for them finds what is planted."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.test import Client, override_settings

from ombud.accounts.models import Person
from ombud.ledger.connection import rows
from ombud.notices.deliver import deliver
from ombud.site.log_lines import Line
from tests.access.crawl import NOW, Answered, World
from tests.access.grants import GRANTS, granted
from tests.access.matrix import Cell
from tests.access.tokens import Canary

EVIDENCE = re.compile(r"http://localhost:8001(/(?:picture|overlay|original)/[\w:.=~-]+)")
NOTICES = "SELECT stream, seq, payload FROM outbox WHERE platform = %s AND job = 'notice' ORDER BY id"
LETTERS = "SELECT address, subject, body FROM loopback WHERE platform = %s"


def leaks(found: Iterable[tuple[str, str, Iterable[Canary]]]) -> list[str]:
    """What a role was shown that it isn't granted: (role, where, what was found) → sentences."""
    wrong = defaultdict(set)
    for role, where, its in found:
        side = "b" if role.startswith("b.") else "a"
        for one in its:
            if one.platform != side or not granted(one.field, role.removeprefix("b.")):
                wrong[f"{one.platform}:{one.field}", role].add(where)
    return [f"{field} to {role} at {sorted(where)[:3]}" for (field, role), where in sorted(wrong.items())]


def told(answers: Iterable[Answered]) -> Iterator[tuple[str, str, Iterable[Canary]]]:
    return ((one.cell.role, f"{one.cell.method} {one.cell.path}", one.found) for one in answers)


def at(role: str, path: str) -> Cell:
    return Cell(role, "GET", path, path, "there", (), refused=False)


@pytest.mark.requirement("EV-2")
def test_no_page_and_no_call_shows_anybody_what_is_not_theirs(world: World, answers: list[Answered]) -> None:
    assert leaks(told(answers)) == []


@pytest.mark.requirement("EV-2")
def test_nor_does_any_tab_search_list_or_page_of_another_state(
    visited: list[Answered], answers: list[Answered]
) -> None:
    assert [one.cell.path for one in visited if one.status >= 500] == []
    assert leaks(told(visited)) == []
    shown = {one.field for answer in (*answers, *visited) for one in answer.found}
    unseen = {field for field in GRANTS if field not in shown and not field.endswith((".exif", "call-phone"))}
    # A canary that nobody ever sees guards nothing. Drafts and three names of files stand on pages of other states, and
    # how to reach somebody is shown on asking alone.
    elsewhere = {
        "shop.licence.filename", "opened.licence.filename", "kept.shop.filename", "others-case.contact",
        "at-the-door.contact",
    }  # fmt: skip
    assert unseen <= {"draft.boris", "draft.rita", "draft.ana", *elsewhere}


@pytest.mark.requirement("EV-2")
def test_pictures_carry_nothing_of_what_the_camera_wrote(world: World) -> None:
    """Each picture that a page links to, as it is served from the other origin."""
    exhibit = f"/evidence/{world.a.made['case']}/{world.a.made['case.photo']}"
    pages = [(role, exhibit) for role in ("ana", "boris", "rita")]
    pages += [("boris", "/merchant/orders/o-1/kept"), ("rita", f"/review/cases/{world.a.made['case']}?tab=evidence")]
    found, served = [], 0
    for role, path in pages:
        page = world.browsers[role].get(path).content.decode().replace("&amp;", "&")
        for link in sorted(set(EVIDENCE.findall(page))):
            answer = _from_evidence(link)
            assert answer.status_code == 200
            served += 1
            found.append((role, link[:20], world.canaries.found(answer.content + str(answer.headers).encode())))
    assert served >= 8
    assert leaks(found) == []


def _from_evidence(link: str) -> Any:
    with override_settings(ROOT_URLCONF="ombud.site.evidence_urls"):
        return Client().get(link)


@pytest.mark.requirement("EV-2")
def test_letters_say_nothing_that_their_reader_may_not_know(world: World) -> None:
    for stream, seq, payload in rows(NOTICES, (world.a.platform,)):
        deliver(world.a.platform, stream, seq, bytes(payload), NOW)
    letters = list(_letters(world))
    assert len(letters) >= 15
    assert leaks(letters) == []


def _letters(world: World) -> Iterator[tuple[str, str, Iterable[Canary]]]:
    people = Person.objects.filter(platform=world.a.world.platform)
    whose = {way: one.ref for one in people for way in (one.email, one.phone)}
    for address, subject, body in rows(LETTERS, (world.a.platform,)):
        contact = world.canaries.found(address.encode())
        role = whose.get(address) or ("other" if any("others" in one.field for one in contact) else "ana")
        its = world.canaries.found(f"{subject}\n{body}".encode())
        yield role.replace("rolf", "rita"), subject, [one for one in its if not one.field.endswith(".contact")]


@pytest.mark.requirement("EV-2")
def test_neither_logs_nor_errors_hold_what_is_private(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Each kind of refusal and a failure in the middle of an act, with private words in what was sent."""
    caplog.set_level(logging.INFO)
    words, number = world.a.words("logged"), world.a.made["case"]
    boris, ana = world.browsers["boris"], world.browsers["ana"]
    answers = [
        boris.post(f"/merchant/complaints/{number}/talk", {"words": words}), ana.get(f"/complaints/{words[:40]}"),
        ana.post("/uploads", {"file": words}), boris.get(f"/merchant/orders/{words[:40]}"),
        world.callers["boris"]("POST", f"/api/v1/complaints/{words[:12]}/message", f'{{"words": "{words}'.encode()),
        world.callers["boris"]("GET", f"/api/v1/complaints?search={words[:12]}"),
    ]  # fmt: skip
    assert all(one.status_code < 500 for one in answers)
    as_written = Line()
    said = "\n".join(as_written.format(record) for record in caplog.records)
    assert world.canaries.found(said.encode()) == set()
