"""The audit log says in the reader's words what was done, and leads to the thing, for whatever the staff can do."""

import ast
import csv
import re
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client

from ombud.accounts import staff
from ombud.api.v1.looks import LOOKS as CALLS
from ombud.desk import look_words as told
from ombud.desk.story import story
from ombud.desk.things import VERBS
from ombud.ledger.connection import rows
from ombud.ledger.looked_at import KINDS
from ombud.portals.common.entry.inside import HOW
from ombud.portals.common.looks import LOOKS as PAGES
from ombud.reads.looked_at import Look
from tests.access.crawl import World
from tests.access.test_step_up import OF_STAFF
from tests.cast import MONDAY
from tests.portals.clients import signed_in

LINK = re.compile(r'<td><a class="t" href="([^"]+)"')
SOURCE = Path(told.__file__).parents[1]


def left_by_staff() -> set[tuple[str, str]]:
    """Each event of each thing that a verb of the staff can leave."""
    theirs = (one for one in map(story, VERBS.values()) if OF_STAFF.search(one.said["Who"]))
    return {(one.verb.thing, event.__name__) for one in theirs for event in one.events}


def a_look(thing: str, event: str) -> Look:
    return Look(1, MONDAY, "rita", "act", event, thing, "T-1", "", "session", "")


def test_each_event_that_the_staff_can_leave_has_its_words_and_its_thing_a_name() -> None:
    events = {pair: a_look(*pair) for pair in left_by_staff()}
    assert len(events) > 80
    assert [pair for pair, one in events.items() if not told.is_named(one)] == []
    assert [one for one in map(told.what, events.values()) if one.endswith((".", "。")) or one in told.kinds()] == []
    assert {thing for thing, _event in events} <= set(told.things())
    assert set(told.kinds()) == set(KINDS)


def test_each_look_and_each_word_that_is_written_down_beside_the_record_is_known() -> None:
    looks = {one.what for table in (PAGES, CALLS) for one in table.values()} | set(HOW.values())
    roles = {f"{how}-{role}" for how in ("made", "invited-as") for role in staff.ROLES}
    written = {word for path in SOURCE.rglob("*.py") for word in said_by(path)}
    assert {"log-taken", "key-revoked", "command-run", "deactivated"} <= written
    lacking = [
        one for one in looks | roles | written | {"password-link-made"} if not told.is_named(a_look("person", one))
    ]
    assert lacking == []


def said_by(path: Path) -> set[str]:
    """What calls of `recorded` in this file say was done, where they say so by themselves."""
    text = path.read_text()
    calls = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call)) if "recorded(" in text else ()
    names = ("recorded", "_write_down")
    ours = (one for one in calls if isinstance(one.func, ast.Name) and one.func.id in names and len(one.args) > 2)
    told_ = (word for one in ours for word in ast.walk(one.args[2]) if isinstance(word, ast.Constant))
    return {str(one.value) for one in told_ if one.value not in ("made-", "invited-as-", "leave", "webhook-")}


def pages_of(client: Client) -> Iterator[str]:
    """The whole log, page by page."""
    path = "/review/audit"
    while path:
        page = client.get(path).content.decode()
        yield page
        older = re.search(r'rel="next" href="([^"]+)"', page)
        path = f"/review/audit{unescape(older[1])}" if older else ""


@pytest.mark.requirement("EV-2")
def test_on_a_platform_on_which_everything_happened_nothing_is_told_by_a_code_and_each_link_leads_somewhere(
    world: World,
) -> None:
    client = signed_in(world.a.world, "admin")
    whole = "".join(pages_of(client))
    assert re.findall(r'class="au-code">([^<]+)', whole) == []
    for words in ("Ruled on the case", "Imposed the penalty", "Opened an intervention and turned to the shop",
                  "Saw contact details", "Limited the account", "Published the announcement"):  # fmt: skip
        assert f'<span class="t">{words}</span>' in whole
    links = set(map(unescape, LINK.findall(whole)))
    assert len(links) > 10
    assert {path: code for path in links if (code := client.get(path).status_code) != 200} == {}
    senior = signed_in(world.a.world, "senior")
    theirs = set(map(unescape, LINK.findall(senior.get("/review/audit").content.decode())))
    assert {path: code for path in theirs if (code := senior.get(path).status_code) != 200} == {}


@pytest.mark.requirement("EV-2")
def test_the_file_has_the_same_words_as_the_page_and_is_narrowed_as_it_is(world: World) -> None:
    client = signed_in(world.a.world, "senior")
    answer = client.get("/review/audit.csv?kind=act", headers={"Accept-Language": "en"})
    written = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    table = list(csv.DictReader(StringIO(written)))
    assert {one["kind"] for one in table} == {"act"}
    assert ("Ruled", "Ruled on the case") in {(one["what"], one["said"]) for one in table}
    assert ("PenaltyImposed", "Imposed the penalty") in {(one["what"], one["said"]) for one in table}
    counted = rows("SELECT count(*) FROM looked_at WHERE platform = %s AND kind = 'act'", (world.a.platform,))
    assert len(table) == counted[0][0]
