"""The files of a case, and the links to them that somebody who may see the case is given."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ombud.core.complaint.state import Exhibit
from ombud.desk.access import Case
from ombud.packs.load import texts
from ombud.portals.common.display import language
from ombud.portals.common.page import link
from ombud.portals.common.picture_menu import picture_menu
from ombud.vault.access import signed_original_url, signed_picture_url
from ombud.vault.erase import erased_words
from ombud.vault.models import EvidenceFile


def exhibits(case: Case) -> list[dict[str, Any]]:
    """All files in the case in the order they came: for thumbs.html and evidence_strip.html, and with their facts.

    Keys: id, number (from 1), party, kind (in words), code, name, url (the page of it), thumb, alt, late, counts, fake,
    seen, sha256, media_type, size, filename, pages, uploaded_at, menu (for picture_menu.html).
    """
    held = _held(case)
    told = [_exhibit(case, one, held.get(one.id), place) for place, one in enumerate(case.complaint.exhibits, 1)]
    gone = erased_words(case.platform.id, [one["id"] for one in told if one["id"] not in held])
    return [one | _gone(one, gone[one["id"]]) if one["id"] in gone else one for one in told]


def pages_of(case: Case, exhibit: str) -> list[dict[str, Any]]:
    """The pictures of one exhibit: [{src, width, height}]; signed for this reader. Empty where it isn't in the case."""
    file = _held(case).get(exhibit)
    if file is None:
        return []
    return [
        {
            "src": signed_picture_url(file, variant, case.by.id),
            "width": file.pictures[variant]["width"],
            "height": file.pictures[variant]["height"],
        }
        for variant in file.variants()
    ]


def original_url(case: Case, exhibit: str) -> str:
    """A link to the untouched original, signed for this reader; empty where it isn't in the case."""
    file = _held(case).get(exhibit)
    return signed_original_url(file, case.by.id) if file else ""


def held_files(case: Case) -> list[tuple[Exhibit, EvidenceFile]]:
    """The exhibits with what the vault knows of them, without those in quarantine."""
    held = _held(case)
    return [(one, held[one.id]) for one in case.complaint.exhibits if one.id in held]


def _held(case: Case) -> dict[str, EvidenceFile]:
    ids = []
    for one in case.complaint.exhibits:
        try:
            ids.append(UUID(one.id))
        except ValueError:  # told by an import that never came through the vault
            continue
    found = EvidenceFile.objects.filter(platform=case.platform.id, id__in=ids, quarantined=False) if ids else []
    return {str(one.id): one for one in found}


def _exhibit(case: Case, exhibit: Exhibit, file: EvidenceFile | None, place: int) -> dict[str, Any]:
    kind = texts(case.complaint.pack).say(f"evidence.{exhibit.kind}", language()) if _known(case, exhibit) else ""
    name = _("Exhibit {number}: {kind}").format(number=place, kind=kind) if kind else _("Exhibit {number}").format(
        number=place)  # fmt: skip
    told: dict[str, Any] = {
        "id": exhibit.id,
        "number": place,
        "party": exhibit.side,
        "kind": kind,
        "code": exhibit.kind,
        "name": name,
        "alt": name,
        "url": link("exhibit", case.complaint.number, exhibit.id),
        "thumb": "",
        "late": exhibit.late,
        "counts": exhibit.counts,
        "fake": bool(exhibit.fake),
        "seen": exhibit.id in case.complaint.opened,
        "sha256": exhibit.sha256,
        "media_type": exhibit.media_type,
    }
    order, party = case.complaint.order_id, exhibit.side
    told["menu"] = picture_menu(case.by, case.policy, order=order, file=exhibit.id, sender=party, url=told["url"])
    if file is not None:
        told |= {"size": file.size_bytes, "filename": file.filename, "pages": file.pages}
        told |= {"uploaded_at": file.uploaded_at}
        if "thumb" in file.pictures:
            told["thumb"] = signed_picture_url(file, "thumb", case.by.id)
    return told


def _gone(told: dict[str, Any], said: str) -> dict[str, str]:
    name = f"{told['name']} {said}"
    return {"name": name, "alt": name, "kind": said}


def _known(case: Case, exhibit: Exhibit) -> bool:
    return texts(case.complaint.pack).has(f"evidence.{exhibit.kind}", language())
