"""Who is asking: gives a view the signed-in person, or sends the stranger to sign in and back again."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation

from ombud.accounts.models import Person
from ombud.accounts.platforms import Settings, settings_of
from ombud.core.people import Actor
from ombud.desk import clock
from ombud.desk.handle import NotFound
from ombud.ledger import fence
from ombud.portals.common.entry import step_up
from ombud.portals.common.entry.sign_in import interrupted
from ombud.portals.common.looks import written_down
from ombud.vault.access import NotFound as NoSuchFile

View = Callable[..., HttpResponseBase]
WITHOUT_INVITATION = ("consumer", "member", "reviewer", "admin")
"""Everybody but those who were invited from outside: they find the one page they were invited to, and no other."""
STAFF = ("reviewer", "admin", "invited")
"""Whose looks at what is personal are written down."""
CASE_LINK = "case_link"
"""Where a session that came by a link sent to the consumer keeps which one case it may see."""


class SignedIn(HttpRequest):
    """A request of somebody we know. Views under the decorators below take this."""

    actor: Actor
    platform: Settings
    person: Person
    at: datetime
    """When it came, UTC: one instant for the whole answer."""
    only_case: str
    """The id of the one complaint this session may see; empty where it may see all of its own."""
    taken_files: list[tuple[str, str]]
    """Files that came with this form and are kept now: the input that names each, and its id."""


def signed_in(*kinds: str, followers: bool = False) -> Callable[[View], View]:
    """For people of these kinds; without any named, for everybody signed in. Others meet a 404, as do sessions that
    came by a link to one case, unless `followers` are let in too."""

    def decorate(view: View) -> View:
        @wraps(view)
        def seen(request: SignedIn, *args: object, **named: object) -> HttpResponseBase:
            person = request.user
            if not isinstance(person, Person):
                return to_sign_in(request)
            if person.kind not in (kinds or WITHOUT_INVITATION):
                raise Http404
            introduce(request, person)
            if request.only_case and not followers:
                raise Http404
            step_up.at_door(request)
            try:
                answer = view(request, *args, **named)
            except (NotFound, NoSuchFile) as error:
                raise Http404 from error
            if person.kind in STAFF:
                written_down(request, answer, request.platform.id, request.actor.id, request.at)
            # On a shared computer nobody who comes later is to find it by going back.
            answer.headers.setdefault("Cache-Control", "private, no-store")
            return answer

        return seen

    return decorate


for_consumer = signed_in("consumer")
for_follower = signed_in("consumer", followers=True)
for_member = signed_in("member")
for_reviewer = signed_in("reviewer", "admin")
for_decider = signed_in("reviewer", "admin", "invited")
"""Reviewers, and somebody from outside who was invited to decide the appeal against one penalty."""
for_anybody = signed_in(followers=True)
for_no_follower = signed_in()
"""Everybody but sessions that may see one case alone: what is kept for an order isn’t its until it draws on it."""


def introduce(request: SignedIn, person: Person) -> None:
    """Put what every view asks of the reader on the request, and speak the reader's language."""
    fence.within(person.platform_id)
    request.person = person
    request.actor = person.actor()
    request.at = clock.now(person.platform_id)
    request.platform = settings_of(person.platform_id, request.at)
    request.only_case = request.session.get(CASE_LINK, "")
    if person.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(person.language)
        request.LANGUAGE_CODE = person.language


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which comes back to the page asked for. A form that was sent comes back to where it stood, and
    what was written into it isn't lost."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else _stood(request)
    door = f"{settings.LOGIN_URL}?next={quote(back, safe='/')}"
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        if request.method == "POST":  # a page that only asks for news stays, with what is being typed into it
            answer["HX-Redirect"] = door
        return answer
    return (request.method == "POST" and interrupted(request, back)) or HttpResponseRedirect(door)


def _stood(request: HttpRequest) -> str:
    """The page a form was sent from, if it is one of ours."""
    parts = urlsplit(request.headers.get("Referer", ""))
    here = parts.netloc == request.get_host()
    return urlunsplit(("", "", parts.path, parts.query, "")) if here and parts.path else "/"
