"""A platform with its shop, its people, and orders to be complained about; it runs in a process of its own."""

from datetime import UTC, datetime

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.contrib.auth import login  # noqa: E402
from django.http import HttpRequest  # noqa: E402

from bench import mix  # noqa: E402
from bench.hand import Span, clock  # noqa: E402
from bench.lay import lay  # noqa: E402
from ombud.accounts.keys import make_key  # noqa: E402
from ombud.accounts.models import Membership, Person, Platform  # noqa: E402
from ombud.accounts.session_store import SessionStore  # noqa: E402
from ombud.core.people import System  # noqa: E402
from ombud.desk.handle import Act, Done  # noqa: E402
from ombud.desk.handle_many import handle_many  # noqa: E402
from ombud.ledger.connection import connection, rows  # noqa: E402
from ombud.timers.loop import settle  # noqa: E402

TELLER = System(id="bench")
FAR = datetime(2099, 1, 1, tzinfo=UTC)
PARK = "UPDATE stream SET next_due_at = %s WHERE platform = %s AND next_due_at IS NOT NULL"
MAKE_DUE = "UPDATE stream SET next_due_at = %s WHERE platform = %s AND id = ANY(%s)"


def case_id(n: int) -> str:
    """The complaint of life `n`."""
    return f"case-{n:08d}"


def act(platform: int, step: str, n: int, shops: int = 1) -> Act:
    """One step of life `n`, as the desk takes it, where so many shops sell."""
    return Act(
        platform,
        f"complaint.{step}",
        case_id(n),
        mix.actor(step, n, shops),
        mix.fields(step, n),
        key=f"{step}-{n}",
        at=mix.at(step, n),
    )


class World:
    """Makes platforms and tells of orders, through the same door as everybody."""

    def platform(self, slug: str, shops: int = 1) -> int:
        """A platform under the pack wechat, with the shop `mugs` or so many shops, their owner, and a reviewer."""
        platform = Platform.objects.create(slug=slug, name="Bazaar", pack="wechat", prefix="B")
        for ref, kind, role in (
            ("boris", "member", ""),
            ("rita", "reviewer", "senior"),
            ("buyer-00000000", "consumer", ""),
        ):
            person = Person(platform=platform, ref=ref, login=f"{slug}/{ref}", kind=kind, role=role, name=ref.title())
            person.set_unusable_password()
            person.save()
            if kind == "member":
                Membership.objects.create(platform=platform, person=person, shop="mugs", role="owner")
        told = {"facts": {"name": "Shanyu Ceramics", "verified": True}, "source": "bench"}
        named = [mix.shop(n, shops) for n in range(shops)]
        self._carry_out([Act(platform.pk, "shop.tell", one, TELLER, told, at=mix.START) for one in named])
        return platform.pk

    def orders(self, platform: int, first: int, count: int, lately: bool = False, shops: int = 1) -> int:
        """Tell of that many orders; bought lately, or before the instants of the mix."""
        before = datetime.now(UTC) if lately else None
        lives = range(first, first + count)
        told = [(n, {"facts": mix.order_facts(n, before, shops), "source": "bench"}) for n in lives]
        self._carry_out(
            [Act(platform, "order.tell", mix.order_id(n), TELLER, fields, at=mix.START) for n, fields in told]
        )
        return count

    def key(self, platform: int) -> str:
        """An API key that speaks for consumers."""
        _row, token = make_key(Platform.objects.get(pk=platform), "bench", ["consumer", "system"])
        return token

    def session(self, platform: int, ref: str) -> str:
        """The cookie of somebody signed in."""
        request = HttpRequest()
        request.session = SessionStore()
        person = Person.objects.get(platform=platform, ref=ref)
        login(request, person, backend="django.contrib.auth.backends.ModelBackend")
        request.session.save()
        return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"

    def number(self, platform: int, life: int) -> str:
        """The number of a complaint."""
        return str(
            rows("SELECT number FROM complaint_row WHERE platform = %s AND id = %s", (platform, case_id(life)))[0][0]
        )

    def steps(self, platform: int, lives: list[int], steps: list[str]) -> int:
        """Take these lives through these steps."""
        for step in steps:
            self._carry_out([act(platform, step, n) for n in lives])
        return len(lives)

    def lay(self, platform: int, life: int, count: int) -> int:
        """Lay that many open cases, as copies of this one."""
        return lay(platform, case_id(life), count)

    def park(self, platform: int) -> None:
        """Have nothing be due for years, until `make_due`."""
        connection().execute(PARK, (FAR, platform))

    def make_due(self, platform: int, lives: list[int]) -> None:
        """Have these be due again when they were."""
        connection().execute(MAKE_DUE, (mix.START, platform, [case_id(n) for n in lives]))

    def settle(self) -> tuple[Span, int]:
        """Let everything follow that is due; from when to when, and in how many streams."""
        start = clock()
        settled = settle(at=mix.SETTLED_AT)
        return (start, clock()), settled

    def _carry_out(self, acts: list[Act]) -> None:
        for result in handle_many(acts):
            assert isinstance(result, Done), result
