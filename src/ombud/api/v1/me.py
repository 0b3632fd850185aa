"""What somebody chose for themselves: language, comfort, when letters come; and which rules they accepted."""

import re
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.accounts.acceptance import accept, accepted
from ombud.accounts.handoff import known
from ombud.accounts.models import Membership, Person, Platform
from ombud.accounts.platforms import settings_of
from ombud.api.v1.body import fields_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.problems import Problem
from ombud.api.v1.sound import NAME_MAX
from ombud.core.people import Consumer, Member, Reviewer
from ombud.desk.access import access_shop
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.notices.rest import quiet_of
from ombud.packs.load import load_pack

Language = Literal["en", "zh-hans", "zh-hant", "es"]
Clock = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
OF_KIND: dict[type, tuple[str, ...]] = {Consumer: ("large",), Reviewer: ("blur", "greyscale", "shortcuts"), Member: ()}
"""The comfort that the pages of each kind of party have."""
DEFAULTS = {"digest": "at-once", "quiet": None, "large": False, "blur": False, "greyscale": False, "shortcuts": True}


class Chosen(msgspec.Struct, forbid_unknown_fields=True):
    """What is changed; whatever isn't named stays as it is. Nothing of it holds back what starts a clock."""

    language: Language | msgspec.UnsetType = msgspec.UNSET
    digest: Literal["at-once", "daily"] | msgspec.UnsetType = msgspec.UNSET
    """Whether letters come one by one or gathered once a day."""
    quiet: tuple[Clock, Clock] | msgspec.UnsetType | None = msgspec.UNSET
    """From when to when no letter comes, such as 22:00 and 08:00 in the platform's zone; null: at no time."""
    large: bool | msgspec.UnsetType = msgspec.UNSET
    """Larger letters on pages. For consumers."""
    blur: bool | msgspec.UnsetType = msgspec.UNSET
    """Evidence is blurred until a button is pressed. For reviewers, like the next two."""
    greyscale: bool | msgspec.UnsetType = msgspec.UNSET
    shortcuts: bool | msgspec.UnsetType = msgspec.UNSET


class Accepted(msgspec.Struct, forbid_unknown_fields=True):
    """The rules that are accepted, by `name@version`: so that nobody accepts what they haven't read."""

    pack: Annotated[str, msgspec.Meta(max_length=NAME_MAX)]


def read_settings(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the caller chose, and what holds where nothing was chosen."""
    return _settings(caller, _person(caller))


def keep_settings(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Keep what is named."""
    chosen = msgspec.to_builtins(_read(request, Chosen, "settings"))
    own = OF_KIND.get(type(caller.by), ())
    for name in chosen:
        if name not in ("language", "digest", "quiet", *own):
            raise NotUnderstood(name, _("This choice isn’t one of this party’s."))
    quiet = chosen.get("quiet")
    if quiet and quiet_of(*quiet) is None:
        raise NotUnderstood("quiet", _("Quiet hours begin at one time and end at another."))
    person = _made_known(caller)
    person.language = chosen.pop("language", person.language)
    person.choices = {**person.choices, **chosen}
    person.save(update_fields=["language", "choices"])
    return _settings(caller, person)


def read_rules(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """The rules in force, and which the caller has accepted."""
    return _rules(caller, _person(caller))


def accept_rules(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Accept the rules in force, by their version; written down once."""
    wanted, in_force = _read(request, Accepted, "pack").pack, _in_force(caller)
    if wanted != in_force:
        raise Problem(
            409,
            "rules-not-in-force",
            _("Only the rules in force can be accepted."),
            way_out=_("These are in force: {pack}.").replace("{pack}", in_force),
            field="pack",
            facts={"pack": in_force},
        )
    person = _made_known(caller)
    accept(person, in_force)
    return _rules(caller, person)


def _settings(caller: Caller, person: Person | None) -> HttpResponse:
    names = ("digest", "quiet", *OF_KIND.get(type(caller.by), ()))
    chosen = person.choices if person else {}
    body = {name: chosen.get(name, DEFAULTS[name]) for name in names}
    return _answer({"language": person.language if person else "", **body})


def _rules(caller: Caller, person: Person | None) -> HttpResponse:
    in_force, its = _in_force(caller), accepted(person) if person else ()
    listed = [{"pack": one.pack, "at": one.at} for one in its]
    must = all(one.pack != in_force for one in its)
    return _answer({"in_force": in_force, "must_accept": must, "accepted": listed})


def _in_force(caller: Caller) -> str:
    return load_pack(settings_of(caller.platform).pack).pack.id


def _person(caller: Caller) -> Person | None:
    """Who the caller speaks for; None where nobody of that name is known here yet. Raises NotFound for software."""
    if type(caller.by) not in OF_KIND:
        raise NotFound
    return Person.objects.filter(platform=caller.platform, ref=caller.by.id).first()


def _made_known(caller: Caller) -> Person:
    """The same; a marketplace's own buyer or seller is made known, as its handoff would do it."""
    if person := _person(caller):
        return person
    platform, by = Platform.objects.get(pk=caller.platform), caller.by
    kind = "consumer" if isinstance(by, Consumer) else "member"
    person = known(platform, by.id, kind)
    if isinstance(by, Member) and by.shop:
        role = access_shop(caller.platform, by.shop).members[by.id]
        Membership.objects.get_or_create(platform=platform, person=person, shop=by.shop, defaults={"role": role})
    return person


def _read(request: HttpRequest, wanted: Any, field: str) -> Any:
    try:
        return msgspec.convert(fields_of(request), wanted)
    except msgspec.ValidationError as error:
        at = re.search(r"`\$\.(\w+)|unknown field `(\w+)`", str(error))
        raise NotUnderstood(at[1] or at[2] if at else field, str(error)) from None


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
