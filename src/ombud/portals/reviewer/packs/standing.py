"""Where the versions of packs stand on a platform: which applies, which comes, which applied before."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ombud.core.people import can
from ombud.core.policy.pack import Pack
from ombud.core.rulebook.state import Change
from ombud.packs.homes import is_own
from ombud.packs.load import announced, load_pack, load_version, names, versions
from ombud.portals.common.who import SignedIn
from ombud.reads.rulebook import Published, published


class Standing(NamedTuple):
    """The platform's rules at the instant of the request."""

    now: Pack
    """What new cases are opened under."""
    coming: tuple[Change, ...]
    earlier: frozenset[str]
    """What applied here before by decision, `name@version`."""
    record: Published
    day: str

    def state(self, pack: str) -> tuple[str, str]:
        """In a word where a version stands, and the tone of that word."""
        if pack == self.now.id:
            return _("In force"), "good"
        if any(one.pack == pack for one in self.coming):
            return _("Announced"), "warn"
        if pack in self.earlier:
            return _("Applied before"), ""
        return (_("Your own"), "plat") if is_own(pack.partition("@")[0]) else ("", "")


def standing(request: SignedIn) -> Standing:
    """Read from the record itself, so that what was decided a moment ago is there."""
    record, day = published(request.platform.id), request.platform.day(request.at)
    now = load_pack(record.book.on(day) or request.platform.pack).pack
    return Standing(now, record.book.coming(day), record.book.applied(day) - {now.id}, record, day)


def every_version() -> list[str]:
    """Every version of every pack there is, `name@version`."""
    return [one for name in names() for one in versions(name)]


def by_file(now: Pack) -> list[Pack]:
    """Versions that apply by the day in their file, where nothing was published that goes before."""
    return announced(now.name)


def since(at: Standing, pack: Pack) -> str:
    """The local day from which a version applies or applied here, ISO."""
    decided = [one.since for one in at.record.book.changes if one.stands and one.pack == pack.id]
    return max(decided, default=pack.in_force_from)


def may_decide(request: SignedIn) -> bool:
    """Whether this reader decides about the rules."""
    return can(request.actor, "oversee")


def known(pack: str) -> Pack | None:
    """The pack of a `name@version` in an address, or None."""
    try:
        return load_version(pack).pack if "@" in pack and len(pack) <= 80 else None
    except (LookupError, ValueError):
        return None
