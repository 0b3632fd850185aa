"""What can be done with a picture that somebody sent: the same few entries wherever it is shown."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ombud.core.people import Actor, Consumer, Member, can
from ombud.core.policy.policy import Policy
from ombud.portals.common.page import link

Row = dict[str, Any]


def picture_menu(by: Actor, policy: Policy, *, order: str, file: str, sender: str, url: str) -> list[Row]:
    """The entries of parts/picture_menu.html for this reader: {label, url, icon}. `sender` is the party that sent the
    picture, `url` the page on which it is seen whole."""
    entries: list[Row] = [{"label": _("Open"), "url": url, "icon": "maximize"}]
    if _takes_reports(by, policy) and sender == "consumer" and (to := link("report-evidence")):
        entries.append({"label": _("Report fake evidence"), "url": _about(to, file, order), "icon": "flag"})
    if _keeps(by, policy) and (to := link("keep-picture")):
        entries.append({"label": _("Keep for this order"), "url": _about(to, file, order), "icon": "lock"})
    return entries


def _takes_reports(by: Actor, policy: Policy) -> bool:
    return policy.pack.evidence_reports is not None and isinstance(by, Member) and can(by, "answer")


def _keeps(by: Actor, policy: Policy) -> bool:
    side = isinstance(by, Consumer) or (isinstance(by, Member) and can(by, "answer"))
    return policy.pack.keeping is not None and side


def _about(to: str, file: str, order: str) -> str:
    return f"{to}?{urlencode({'file': file, 'order': order})}"
