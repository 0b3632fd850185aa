"""How people reach this installation and how it reaches them."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from ombud.site.boot import refusals
from ombud.site.doctor.finding import Finding, missing, weak, well


def findings() -> Iterator[Finding]:
    """Demo switches, what no start is made with, origin, evidence origin, keys, mail."""
    yield _switches()
    yield from _boot()
    yield _origin()
    yield _evidence_origin()
    yield _key()
    yield _seal_keys()
    yield _mail()


def _switches() -> Finding:
    on = [name for name, value in (("OMBUD_DEMO", settings.DEMO), ("OMBUD_DEBUG", settings.DEBUG)) if value]
    if on:
        says = f"{' and '.join(on)} is on: anyone can sign in as anyone, or see what is inside."
        return missing("demo", says, "Start without it.")
    return well("demo", "Neither demo nor debug is on.")


def _boot() -> Iterator[Finding]:
    """What `ombud serve` refuses to start with."""
    found = list(refusals())
    for one in found:
        says, _dot, way_out = one.partition(": ")
        yield missing("start", f"{says}.", way_out)
    if not found:
        yield well("start", "Nothing stands against starting for real.")


def _origin() -> Finding:
    if settings.SECURE:
        return well("origin", f"People come to {settings.ORIGIN}.")
    says = f"OMBUD_ORIGIN is {settings.ORIGIN}: cookies and pages would travel in the open."
    return missing("origin", says, "Put a TLS proxy before it and set OMBUD_ORIGIN=https://…")


def _evidence_origin() -> Finding:
    ours, theirs = urlsplit(settings.ORIGIN), urlsplit(settings.EVIDENCE_ORIGIN)
    way_out = "Give files from strangers a host name of their own: OMBUD_EVIDENCE_ORIGIN=https://…"
    if ours.hostname == theirs.hostname:
        says = f"Evidence is shown from {theirs.hostname}, as the pages are: cookies of one reach the other."
        return missing("evidence host", says, way_out)
    if theirs.scheme != "https":
        return missing("evidence host", f"{settings.EVIDENCE_ORIGIN} is not https.", way_out)
    return well("evidence host", f"Evidence is shown from {settings.EVIDENCE_ORIGIN}.")


def _key() -> Finding:
    if os.environ.get("OMBUD_SECRET_KEY"):
        return well("key", "OMBUD_SECRET_KEY is given.")
    says = "The key that signs sessions and links lies in the data folder, in each backup of it too."
    return weak("key", says, "Keep it elsewhere and give it as OMBUD_SECRET_KEY; several machines need the same.")


def _seal_keys() -> Finding:
    if os.environ.get("OMBUD_SEAL_KEYS"):
        return well("seal keys", "OMBUD_SEAL_KEYS is given.")
    says = "The key under which numbers of merchants lie encrypted is in the data folder, beside what it protects."
    return weak("seal keys", says, "Keep it elsewhere and give it as OMBUD_SEAL_KEYS, a new one before the old ones.")


def _mail() -> Finding:
    if settings.EMAIL_HOST:
        return well("mail", f"Mail leaves by {settings.EMAIL_HOST} from {settings.DEFAULT_FROM_EMAIL}.")
    says = "No mail server is set: notices stay inside, and a case can't be followed by a link sent to an address."
    return missing("mail", says, "Set OMBUD_MAIL_HOST (ombud init asks for it).")
