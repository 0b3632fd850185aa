"""A platform of micro-stores with shops, orders and penalties of them; it runs in a process of its own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

import psycopg  # noqa: E402 - Django first
from django.conf import settings  # noqa: E402
from django.contrib.auth import login  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402

from bench import penalty_mix as mix  # noqa: E402
from bench.penalty_lay import lay  # noqa: E402
from ombud.accounts.keys import make_key  # noqa: E402
from ombud.accounts.models import Membership, Person, Platform  # noqa: E402
from ombud.accounts.session_store import SessionStore  # noqa: E402
from ombud.core.people import Member, Reviewer, System  # noqa: E402
from ombud.desk.handle import Act, Done, handle  # noqa: E402
from ombud.desk.handle_many import handle_many, let_time_pass  # noqa: E402

TELLER = System(id="bench")
RITA = Reviewer(id="rita")
BORIS = Member(id="boris", shop=mix.shop_id(0), rights=("answer", "appeal"))
LONG_AGO = timedelta(days=400)
POPUP = str(Path("merchant", "penalties", "popup.py"))
BACKEND = "django.contrib.auth.backends.ModelBackend"


class World:
    """Makes a platform and tells of its shops, through the same door as everybody."""

    def platform(self, slug: str) -> int:
        """A platform under the pack weidian, with a reviewer and the owner of the first shop."""
        platform = Platform.objects.create(slug=slug, name="Bazaar", pack="weidian", prefix="B")
        for ref, kind, role in (("rita", "reviewer", "senior"), ("boris", "member", "")):
            person = Person(platform=platform, ref=ref, login=f"{slug}/{ref}", kind=kind, role=role, name=ref.title())
            person.set_unusable_password()
            person.save()
            if kind == "member":
                Membership.objects.create(platform=platform, person=person, shop=mix.shop_id(0), role="owner")
        return platform.pk

    def shops(self, platform: int, first: int, count: int) -> int:
        """Tell of that many shops with the orders that they will be penalised for."""
        now = datetime.now(UTC)
        acts = []
        for n in range(first, first + count):
            told = {"facts": {"name": f"Shop {n}", "verified": True}, "source": "bench"}
            acts.append(Act(platform, "shop.tell", mix.shop_id(n), TELLER, told, at=now - LONG_AGO))
            for order in mix.order_ids(n):
                facts = {
                    "number": order, "shop": mix.shop_id(n), "consumer": f"c-{n}", "currency": "CNY", "paid": mix.PAID,
                    "status": "delivered", "purchased_at": (now - timedelta(days=2 + n % 90)).isoformat(),
                }  # fmt: skip
                fields = {"facts": facts, "source": "bench"}
                acts.append(Act(platform, "order.tell", order, TELLER, fields, at=now - LONG_AGO))
        for result in handle_many(acts):
            assert isinstance(result, Done), result
        return count

    def key(self, platform: int) -> str:
        """An API key that speaks for reviewers."""
        return make_key(Platform.objects.get(pk=platform), "bench", ["reviewer", "system"])[1]

    def session(self, platform: int, ref: str) -> str:
        """The cookie of somebody signed in."""
        request = HttpRequest()
        request.session = SessionStore()
        login(request, Person.objects.get(platform=platform, ref=ref), backend=BACKEND)
        request.session.save()
        return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"

    def ended(self, platform: int) -> str:
        """A penalty of the first shop that was opened and never appealed, its window closed; returns its id."""
        at = datetime.now(UTC) - LONG_AGO / 2
        id = _done(Act(platform, "penalty.impose", "pen-00000000", RITA, mix.fields(0), at=at)).id
        _done(Act(platform, "penalty.open-notice", id, BORIS, at=at + timedelta(hours=1)))
        while let_time_pass([(platform, id)], datetime.now(UTC)):
            pass
        return id

    def lay(self, platform: int, penalty: str, penalties: int, messages: int) -> int:
        """Lay that many penalties of the first shop as copies of this one, and that many messages about them."""
        return lay(platform, penalty, mix.shop_id(0), penalties, messages)

    def queries(self, platform: int) -> int:
        """The most statements that the pop-up adds to a page: where nothing is unhandled, where it shows, and where it
        is silent."""
        found = [self._queries_of_popup(platform)]
        fields = {"shop": mix.shop_id(0), "violation": "harassing-consumers", "facts": "F.", "reasons": "R."}
        _done(Act(platform, "penalty.impose", "", RITA, fields))
        found.append(self._queries_of_popup(platform, shows=True))
        client = _signed_in(platform)
        assert client.post("/merchant/penalties/pending", {"to": "/merchant/"}).status_code == 302
        found.append(self._queries_of_popup(platform))
        return max(found)

    def _queries_of_popup(self, platform: int, *, shows: bool = False) -> int:
        client = _signed_in(platform)
        with _counted() as made:
            answer = client.get("/merchant/")
        assert answer.status_code == 200, answer.status_code
        assert (b"/merchant/penalties/pending" in answer.content) is shows
        return len(made)


def _done(act: Act) -> Done:
    done = handle(act)
    assert isinstance(done, Done), done
    return done


def _signed_in(platform: int) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(Person.objects.get(platform=platform, ref="boris"), backend=BACKEND)
    return client


@contextmanager
def _counted() -> Iterator[list[Any]]:
    """The statements that are sent while a function of the pop-up is at work."""
    made: list[Any] = []
    kept = psycopg.Cursor.execute

    def execute(self: Any, query: Any, *given: Any, **more: Any) -> Any:
        frame = sys._getframe(1)  # noqa: SLF001 - who sends a statement stands nowhere else
        while frame is not None and not frame.f_code.co_filename.endswith(POPUP):
            frame = frame.f_back  # type: ignore[assignment]
        if frame is not None:
            made.append(query)
        return kept(self, query, *given, **more)

    psycopg.Cursor.execute = execute  # type: ignore[method-assign,assignment]
    try:
        yield made
    finally:
        psycopg.Cursor.execute = kept  # type: ignore[method-assign]
