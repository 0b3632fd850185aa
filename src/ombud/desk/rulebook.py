"""What the desk brings to a decision about the rules: whether the version is there, in order, and its fingerprint."""

from collections.abc import Mapping
from typing import Any

from ombud.core.people import Actor, can
from ombud.packs.check import check_place
from ombud.packs.homes import commons_of, root_of
from ombud.packs.load import UnknownPackError, folder_of
from ombud.packs.own import fingerprint, kept

VERBS = ("rulebook.publish", "rulebook.roll-back")


def stamps(verb: str, by: Actor, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the desk fills in. From here on an own version is kept as it is: it is announced by its fingerprint."""
    if verb not in VERBS or not can(by, "oversee"):
        return {}
    pack, nothing = fields.get("pack"), {"fingerprint": "", "faults": 0}
    if not isinstance(pack, str) or "@" not in pack or len(pack) > 80:
        return nothing
    try:
        faults = len(check_place(folder_of(pack), commons_of(root_of(pack.partition("@")[0]))))
        return {"fingerprint": fingerprint(kept(pack)) if not faults else "-", "faults": faults}
    except UnknownPackError:
        return nothing
    except (ValueError, OSError):
        return {"fingerprint": "-", "faults": 1}
