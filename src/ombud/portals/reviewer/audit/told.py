"""Where the things are that the audit log names, and by which door somebody came; its words are the desk's."""

from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.reads.looked_at import Look

PAGES = {
    "complaint": "review-case", "penalty": "review-penalty", "report": "review-report", "surge": "review-surge",
    "evidence_report": "review-evidence-report", "order": "review-order", "shop": "review-shop",
    "account": "review-account", "fund": "review-fund", "announcement": "review-announcement",
    "import": "review-import", "person": "review-person", "webhook": "review-webhook",
    "erasure": "review-erasure", "record": "receipts",
}  # fmt: skip
"""Where a thing is shown."""
ALONE = {
    "rulebook": "review-packs", "key": "review-keys", "public_item": "review-public", "log": "review-audit",
    "transparency_report": "review-transparency",
}  # fmt: skip
"""Where a thing has no page of its own."""
OF_ADMINS = ("person", "key")
"""Whose pages are for administrators alone."""


def url(one: Look, *, admin: bool) -> str:
    """Where the thing is shown; empty where it has no page, or none for a reader who is no administrator."""
    if one.thing in OF_ADMINS and not admin:
        return ""
    if one.thing in ALONE:
        return reverse(ALONE[one.thing])
    try:
        return reverse(PAGES[one.thing], args=[one.name]) if one.name and one.thing in PAGES else ""
    except NoReverseMatch:
        return ""


def way(one: Look) -> str:
    """By which door it came."""
    if one.thing == "command":
        return _("as the system’s user {name}").format(name=one.part)
    if one.via.startswith("key:") and one.who != one.via:
        return _("by key {number}").format(number=one.via.removeprefix("key:"))
    return {"session": "", "": "", "link": "", "command": pgettext("door", "by command line")}.get(one.via, "")


def narrowed(name: str) -> str:
    """The part of an address that narrows the list to one thing."""
    return f"?name={quote(name, safe='')}"
