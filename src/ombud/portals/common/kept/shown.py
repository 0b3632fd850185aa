"""What is kept for an order, as its pages show it: each file with its date, its end, and who may see it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.order_vault import keep
from ombud.core.order_vault.rungs import id_of
from ombud.core.order_vault.state import Item
from ombud.desk.access import OrderCase
from ombud.desk.access_order_vault import SIDES, KeptForOrder, access_order_vault
from ombud.desk.load import stream_id
from ombud.notices.links import path_to
from ombud.packs.load import texts
from ombud.portals.common.act import refusal_words
from ombud.portals.common.display import language
from ombud.portals.common.who import SignedIn
from ombud.reads.kept_words import words_of
from ombud.vault.access import signed_picture_url
from ombud.vault.erase import erased_words
from ombud.vault.models import EvidenceFile

Row = dict[str, Any]


def rows(seen: KeptForOrder, items: Sequence[Item]) -> list[Row]:
    """The items, for common/kept/list.html: what ends first comes first, what has no end of its own last."""
    held = files_of(seen.platform.id, [one.file for one in items])
    streams = [stream_id("order_vault", id_of(seen.order.id, side)) for side in SIDES]
    words = words_of(seen.platform.id, streams) if items else {}
    told = [_row(seen, one, held.get(one.file), words.get(one.words, "")) for one in items]
    return sorted(told, key=lambda row: (row["drawn"], row["until"]))


def kinds(pack_id: str, codes: Sequence[str]) -> list[dict[str, str]]:
    """What a file can show, for a select; anything else comes last."""
    words, lang = texts(pack_id), language()
    named = [
        {"value": code, "label": words.say(f"evidence.{code}", lang)}
        for code in codes
        if code != keep.OTHER and words.has(f"evidence.{code}", lang)
    ]
    return [*named, {"value": keep.OTHER, "label": _("Something else")}]


def kind_words(pack_id: str, code: str) -> str:
    """What a file shows, in words; empty where it wasn't said."""
    words, lang = texts(pack_id), language()
    return words.say(f"evidence.{code}", lang) if words.has(f"evidence.{code}", lang) and code != keep.OTHER else ""


def kept_rows(case: OrderCase) -> list[Row]:
    """The way to what the reader’s side keeps, for parts/rows.html; none where the platform keeps nothing."""
    if case.policy.pack.keeping is None or case.party == "platform":
        return []
    count = len(access_order_vault(case.platform.id, case.order.id, case.by, case.at).own)
    hint = ngettext("{count} file", "{count} files", count).format(count=count) if count else _("Nothing is kept yet")
    url = path_to("order_vault", id_of(case.order.id, case.party), case.party)
    return [{"url": url, "icon": "lock", "label": _("Kept for this order"), "hint": hint}]


def barred(seen: KeptForOrder, request: SignedIn) -> Row | None:
    """Why the reader can't keep anything, for parts/notice_banner.html; None where they can."""
    refusal = keep.may(request.actor, seen.vault or seen.order, seen.policy, seen.at)
    if refusal is None:
        return None
    text, way_out = refusal_words(refusal, request)
    return {"tone": "info", "heading": text, "text": way_out}


def files_of(platform: int, ids: Sequence[str]) -> dict[str, EvidenceFile]:
    """What the vault knows of these files, by id; those in quarantine are left out."""
    found = EvidenceFile.objects.filter(platform=platform, id__in=[UUID(one) for one in ids], quarantined=False)
    return {str(one.id): one for one in found}


def _row(seen: KeptForOrder, item: Item, file: EvidenceFile | None, words: str) -> Row:
    gone = erased_words(seen.platform.id, [item.file]).get(item.file, "") if file is None else ""
    kind = kind_words(seen.policy.pack.id, item.kind)
    thumb = signed_picture_url(file, "thumb", seen.by.id) if file and "thumb" in file.pictures else ""
    # What its keeper called it is told to their own side and the staff: it may say more than the picture does.
    filename = file.filename if file and seen.party in (seen.sides[item.file], "platform") else ""
    return {
        "id": item.file,
        "name": " ".join(filter(None, (kind or filename or _("A file"), gone))),
        "filename": filename,
        "thumb": thumb,
        "url": reverse("kept-file", args=[item.file, seen.order.id]),
        "kept_at": item.kept_at,
        "until": item.until,
        "shown": item.shown,
        "side": seen.sides[item.file],
        "drawn": bool(item.drawn),
        "words": words,
        "sha256": item.sha256,
        "size": file.size_bytes if file else None,
        "is_video": item.media_type.startswith("video/"),
    }
