"""C9, for every portal: what the file holds, leaves out, how to check it, where to take it; how long it takes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.desk.access import Case
from ombud.portals.common.along.archive import CHECKER, MANIFEST, RECORD, Contents
from ombud.portals.common.along.taken import Along
from ombud.portals.common.display import size
from ombud.portals.common.guide import process
from ombud.portals.common.press import lacking

Row = dict[str, Any]
BYTES_A_SECOND = 20_000_000
"""How fast evidence is read, hashed and packed on a small machine, roughly: for a hint, and no promise."""
PAGES_SECONDS = 4
"""How long the pages of an ordinary case take there."""
ENTRIES_A_SECOND = 40
"""How many events, messages and exhibits are set in a second, roughly."""
OUTSIDE = ("association", "law")
"""The last two steps of the ladder: where the file is taken along to."""


def along_page(along: Along, here: str) -> Row:
    """What common/along/page.html shows; PDF and ZIP stand at the page's own address with an ending, and what takes
    longer is asked for on it."""
    return {
        "contents": contents(along),
        "reader": along.party,
        "quick": along.quick,
        "pdf_url": "" if lacking() else f"{here}.pdf",
        "zip_url": f"{here}.zip",
        "here_url": here,
        "no_pdf": why_not("lacking") if lacking() else "",
        "wait": wait_words(along),
        "beyond": _beyond(along.held),
    }


def where(case: Case) -> list[Row]:
    """Where the file can be taken, by the rules of the case: {name, text, phone, hours, address}."""
    named = next(one for one in process(case.complaint.pack).sections if one.code == "where")
    rows = [row for group in named.groups for row in group.rows if row.code in OUTSIDE]
    return [
        {"name": one.name, "text": one.text, "phone": one.phone, "hours": one.hours, "address": one.address}
        for one in rows
    ]


def contents(along: Along) -> list[Row]:
    """What the archive holds, before it is downloaded: {icon, name, text}."""
    held, name = along.held, along.thing
    originals = sum(1 for one in held.pieces if one.variant == "original")
    copies = len({one.path[:9] for one in held.pieces if one.variant != "original"})
    pages = (
        _("Notice, measures, appeals and their results, everything that happened with its time, and the evidence.")
        if name == "penalty"
        else _("Form, decision with its reasons, everything that happened with its time, and the evidence.")
    )
    if along.several:
        pages += " " + _("It is long, so it comes in parts, each with its own cover and contents.")
    named = f"{name}-01.pdf, {name}-02.pdf …" if along.several else f"{name}.pdf"
    rows = [{"icon": "file-text", "name": named, "text": pages}]
    if originals:
        words = ngettext("Your own file, untouched.", "Your own {count} files, untouched.", originals)
        rows.append({"icon": "images", "name": "originals/", "text": words.format(count=originals)})
    if copies:
        words = ngettext(
            "{count} file, as a copy made for viewing.", "{count} files, as copies made for viewing.", copies
        )
        rows.append({"icon": "eye", "name": "copies/", "text": words.format(count=copies)})
    record = _("The record with its proofs, for machines; it lies inside the PDF too.")
    rows.append({"icon": "list-checks", "name": RECORD, "text": record})
    checks = _("Checks all of it, without the platform.")
    rows.append({"icon": "shield-check", "name": f"{CHECKER}, how-to-check.txt", "text": checks})
    rows.append({"icon": "lock", "name": MANIFEST, "text": _("The SHA-256 fingerprint of each file.")})
    return rows


def wait_words(along: Along) -> str:
    """How large it is and how long it takes, told before somebody waits."""
    held = along.held
    seconds = PAGES_SECONDS + along.entries // ENTRIES_A_SECOND + held.size_bytes // BYTES_A_SECOND
    shown = size(held.size_bytes + 700_000)
    if not along.quick:
        minutes = -(-seconds // 60)
        words = ngettext(
            "About {size}. It is put together in the background, which takes about {minutes} minute.",
            "About {size}. It is put together in the background, which takes about {minutes} minutes.",
            minutes,
        )
        return words.format(size=shown, minutes=minutes)
    words = ngettext(
        "About {size}. Putting it together takes about {seconds} second.",
        "About {size}. Putting it together takes about {seconds} seconds.",
        seconds,
    )
    return words.format(size=shown, seconds=seconds)


def why_not(why: str) -> str:
    """Why there is no PDF, in words."""
    told = {
        "lacking": _(
            "This installation can’t make PDF files: type or a library is missing. Its administrator learns which from "
            "“ombud doctor”. The archive holds the same pages for a browser."
        ),
        "busy": _("Many files are being made just now. Try again in a minute."),
        "too-large": _("This file is too large for one PDF. The archive holds the same pages for a browser."),
    }
    return told.get(why) or _("The PDF couldn’t be made. The archive holds the same pages for a browser.")


def _beyond(held: Contents) -> str:
    if not held.beyond:
        return ""
    words = ngettext(
        "{count} file is too much for one archive: it is named by its fingerprint, and can be had from its own page.",
        "{count} files are too much for one archive: they are named by their fingerprints, and can be had from their "
        "own pages.",
        held.beyond,
    )
    return words.format(count=held.beyond)
