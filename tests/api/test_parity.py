"""The same act through a page's door and by API, on the same thing at the same moment, comes to the same."""

import html
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple

import psycopg
import pytest
from django.contrib.auth.models import AnonymousUser

from ombud.accounts.models import Person
from ombud.accounts.platforms import settings_of
from ombud.api.v1.act import OFFERED
from ombud.api.v1.examples import example_of
from ombud.api.v1.naming import address, begins
from ombud.api.v1.openapi import document
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.handle import Done, NotFound
from ombud.ledger.connection import connection, rows
from ombud.packs.load import load_pack
from ombud.portals.common.act import Misread, act
from ombud.portals.common.who import SignedIn
from tests.api.caller import Answer, Api
from tests.cast import MONDAY, World, a_complaint, a_filing, an_order, world
from tests.portals.clients import signed_in

DEEP = bool(os.environ.get("OMBUD_DEEP"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RULING = {
    "liability": "merchant", "merchant_share": 100, "terms": {"remedy": "refund", "amount": 16800},
    "reason": "evidence-shows", "facts": "Cracked.", "reasons": "The photo shows it.", "relied_on": [], "rules": [],
}  # fmt: skip


class Place(NamedTuple):
    """A thing at some place of its life, looked at at some moment."""

    thing: str
    id: str
    at: Any


class Lives(NamedTuple):
    """One platform on which things stand at many places."""

    made: World
    api: Api
    places: dict[str, list[Place]]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written in here never was."""
    with connection().transaction() as it:
        yield
        raise psycopg.Rollback(it)


@pytest.fixture(scope="module")
def lives(database: Any) -> Lives:
    """Complaints that are open, answered, late, ruled and closed, a penalty in force, and one of each other thing."""
    made = world("weidian")
    with clock.at(MONDAY):
        cases = [a_complaint(made, an_order(made, f"p-{n}")).id for n in range(5)]
        _new, answered, asked, ruled, closed = cases
        for one in (answered, asked, ruled):
            assert isinstance(made.do("complaint.answer", one, made.boris, stance="refuses", words="No."), Done)
        for one in (asked, ruled):
            assert isinstance(made.do("complaint.escalate", one, made.ana, words="Please look."), Done)
        assert isinstance(made.do("complaint.claim", ruled, made.rita), Done)
        outcome = made.do("complaint.rule", ruled, made.rita, **ruling())
        assert isinstance(outcome, Done), outcome
        assert isinstance(made.do("complaint.withdraw", closed, made.ana, words="It works."), Done)
        penalty = made.do("penalty.impose", "", made.rita, shop="mugs", violation="illegal-cashing", facts="F.",
                          reasons="R.", orders=["p-0"]).id  # fmt: skip
        report = made.do("report.file", "", made.ana, shop="mugs", about="counterfeit", words="Copies.", page="").id
    api = Api(made)
    later = MONDAY + 30 * DAY
    places = {
        "complaint": [*(Place("complaint", one, MONDAY + HOUR) for one in cases), Place("complaint", cases[0], later)],
        "penalty": [Place("penalty", penalty, MONDAY + HOUR), Place("penalty", penalty, later)],
        "report": [Place("report", report, MONDAY + HOUR)],
        "order": [Place("order", "p-0", MONDAY + HOUR)],
        "shop": [Place("shop", "mugs", MONDAY + HOUR)],
        "account": [Place("account", "ana", MONDAY + HOUR)],
        "fund": [Place("fund", "mugs:CNY", MONDAY + HOUR)],
        "conversation": [Place("conversation", "p-0", MONDAY + HOUR)],
        "rulebook": [Place("rulebook", "rulebook", MONDAY + HOUR)],
    }
    return Lives(made, api, places)


def ruling() -> dict[str, Any]:
    """A ruling by codes of the pack's own catalogue."""
    pack = load_pack("weidian").pack
    return RULING | {"reason": pack.ruling_reasons[0], "rules": [pack.rules[0]]}


def fields_for(verb: str) -> dict[str, Any]:
    """What a client could fill in: the document's example, with names that there are."""
    method, route = address(OFFERED[verb])
    body = document()["paths"][f"/{route}"][method]["requestBody"]["content"]["application/json"]["schema"]
    given: dict[str, Any] = example_of(body, document()["components"]["schemas"])
    if "files" in given:
        given["files"] = []
    known = {"order": "p-0", "shop": "mugs", "source": "test"}
    given |= {name: known[name] for name in known if name in given}
    return ruling() if verb == "complaint.rule" else given


def by_page(verb: str, place: Place, by: Any, fields: dict[str, Any], platform: int) -> str:
    """What a page's door says: the events, or the code of its no."""
    request = SignedIn()
    request.actor, request.at = by, place.at
    request.user = AnonymousUser()  # that staff prove who they are is a browser's: a key stands in its place
    request.platform = settings_of(platform, place.at)
    request.person = Person(kind="reviewer")  # nor is a network of ours slowed down
    try:
        outcome = act(request, verb, "" if begins(OFFERED[verb]) else place.id, fields)
    except NotFound:
        return "not-found"
    match outcome:
        case Done():
            return " ".join(outcome.events)
        case Refusal():
            return outcome.code
        case Misread():
            return "not-understood"


def by_call(verb: str, place: Place, by: Any, fields: dict[str, Any], api: Api) -> str:
    method, route = address(OFFERED[verb])
    answer = api(method.upper(), f"/{route}".replace("{id}", place.id), by, fields)
    assert answer.status < 500, answer
    return " ".join(answer.body["events"]) if answer.status < 300 else answer.code


def combinations(lives: Lives) -> Iterator[tuple[str, Place, Any]]:
    """Each verb at each place for each of the cast; in the short form each verb and person at one place in turn."""
    made = lives.made
    turn = 0
    for verb in OFFERED.values():
        for by in (made.ana, made.boris, made.rita, made.senior):
            turn += 1
            places = lives.places.get(verb.thing, [Place(verb.thing, "nothing", MONDAY + HOUR)])
            for place in places if DEEP else [places[turn % len(places)]]:
                yield verb.id, place, by


@pytest.mark.requirement("EV-5")
def test_each_verb_comes_to_the_same_by_page_and_by_call_for_everybody_at_each_place(lives: Lives) -> None:
    unlike, said, done = [], set(), set()
    for verb, place, by in combinations(lives):
        fields = fields_for(verb)
        with clock.at(place.at):
            with undone():
                page = by_page(verb, place, by, fields, lives.made.platform.pk)
            with undone():
                call = by_call(verb, place, by, fields, lives.api)
        said.add(page)
        done |= {verb} if page[0].isupper() else set()
        if call != page and not (
            call == "not-found" and page[0].islower()
        ):  # a no may be told by call as nothing there
            unlike.append((verb, place.id, by.id, page, call))
    assert unlike == []
    # The comparison itself: it has seen many different answers, not one no for all.
    assert len({one for one in said if one[0].islower()}) >= 40
    assert len(done) >= 20


class Form(NamedTuple):
    """A page's form, and the call that does the same."""

    who: str
    url: str
    typed: dict[str, str]
    verb: str
    fields: dict[str, Any]


FORMS: list[Callable[[str], Form]] = [
    lambda n: Form("ana", f"/complaints/{n}/withdraw", {"words": "It works."}, "withdraw", {"words": "It works."}),
    lambda n: Form("ana", f"/complaints/{n}/ask-after", {}, "nudge", {}),
    lambda n: Form("ana", f"/complaints/{n}/ask-platform", {"words": "Look."}, "escalate", {"words": "Look."}),
    lambda n: Form("ana", f"/complaints/{n}/reopen", {"words": "Again."}, "reopen", {"words": "Again."}),
    lambda n: Form("boris", f"/merchant/complaints/{n}/talk", {"words": "Hello."}, "message", {"words": "Hello."}),
    lambda n: Form(
        "boris", f"/merchant/complaints/{n}/answer", {"stance": "refuses", "words": "No."}, "answer",
        {"stance": "refuses", "words": "No."},
    ),
    lambda n: Form("rita", f"/review/cases/{n}/do/note", {"words": "Look here."}, "note", {"words": "Look here."}),
    lambda n: Form("rita", f"/review/cases/{n}/do/step-in", {"words": "We look."}, "step-in", {"words": "We look."}),
]  # fmt: skip


SHOWN_AS_STANDING = ("already-with-platform", "already-decided")
"""The consumer's page for asking the platform says where the case stands already, in words of its own."""


def written(platform: int, id: str) -> list[str]:
    found = rows("SELECT type FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (platform, id))
    return [one for (one,) in found]


@pytest.mark.requirement("EV-5")
def test_forms_of_pages_write_what_the_calls_write_and_say_no_in_the_same_words(lives: Lives, settings: Any) -> None:
    settings.ROOT_URLCONF = "ombud.site.urls"
    made, platform = lives.made, lives.made.platform.pk
    clients = {who: signed_in(made, who) for who in ("ana", "boris", "rita")}
    people = {"ana": made.ana, "boris": made.boris, "rita": made.rita}
    accepted = refused = 0
    for place in lives.places["complaint"]:
        number = rows("SELECT number FROM complaint_row WHERE platform = %s AND id = %s", (platform, place.id))[0][0]
        for make in FORMS:
            form = make(number)
            with clock.at(place.at):
                with undone():
                    answer: Answer = lives.api.post(
                        f"/complaints/{place.id}/{form.verb}", people[form.who], **form.fields
                    )
                    by_api = written(platform, place.id)
                with undone():
                    page = clients[form.who].post(form.url, form.typed | {"act_key": "k"})
                    by_form = written(platform, place.id)
            if answer.status == 200:
                assert page.status_code in (200, 302, 303), (form, page.status_code)
                accepted += 1
            else:
                told = html.unescape(page.content.decode())
                assert page.status_code == 422, form
                assert answer.body["detail"] in told or answer.code in SHOWN_AS_STANDING, (form, answer.body)
                refused += 1
            assert by_form == by_api, form
    assert accepted >= 8
    assert refused >= 8


def test_somebody_elses_thing_is_not_there_by_page_nor_by_call(lives: Lives, settings: Any) -> None:
    settings.ROOT_URLCONF = "ombud.site.urls"
    made = lives.made
    case = lives.places["complaint"][0].id
    number = rows("SELECT number FROM complaint_row WHERE platform = %s AND id = %s", (made.platform.pk, case))[0][0]
    for who, by, page in (
        ("other", made.other, f"/complaints/{number}/withdraw"),
        ("sam", made.sam, f"/merchant/complaints/{number}/answer"),
    ):
        assert signed_in(made, who).post(page, {"words": "Mine?"}).status_code == 404
        verb, given = (
            ("withdraw", {"words": "Mine?"}) if who == "other" else ("answer", {"stance": "refuses", "words": ""})
        )
        assert lives.api.post(f"/complaints/{case}/{verb}", by, **given).status == 404


def test_filing_is_refused_for_the_same_reason_by_both(lives: Lives) -> None:
    made = lives.made
    place = Place("complaint", "", MONDAY + HOUR)
    with clock.at(place.at):
        for changed in ({}, {"reason": "nothing-like-it"}, {"order": "p-0"}, {"problem": ""}):
            fields = a_filing("p-1") | changed
            with undone():
                page = by_page("complaint.file", place, made.ana, fields, made.platform.pk)
            with undone():
                call = by_call("complaint.file", place, made.ana, fields, lives.api)
            assert page == call
