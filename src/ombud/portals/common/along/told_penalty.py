"""All that the pages of a penalty's file say: the notice, the appeals, how they came out, and the evidence."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.penalty.standing import status_of
from ombud.desk.access import PenaltyCase
from ombud.portals.common.along.others import masks_of_penalty, written_by
from ombud.portals.common.along.told import kind_of, told_masked
from ombud.portals.common.display import html_lang, size, zone_name
from ombud.portals.common.penalty.files import Given, files_of
from ombud.portals.common.penalty.result import result
from ombud.portals.common.penalty.shown import facts, findings, in_account, measures, orders, reasons
from ombud.portals.common.penalty.status import status_words
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import penalty_events
from ombud.reads.timeline import Timeline
from ombud.vault.models import EvidenceFile

Row = dict[str, Any]
ORDERS_MAX = 500
"""A penalty may name thousands; the others stand in the record beside the file."""


def held_files(t: PenaltyTeller) -> list[tuple[Given, EvidenceFile | None]]:
    """The files that this reader may open, in the order they came, with what the vault knows of them."""
    given = list(files_of(t).values())
    held = {str(one.id): one for one in t.held([one.file for one in given])}
    return [(one, held.get(one.file.file)) for one in given]


def told(case: PenaltyCase, timeline: Timeline) -> Row:
    """What `common/along/penalty.html` shows."""
    t = PenaltyTeller(case, timeline, outside=True)
    masks = masks_of_penalty(case)
    penalty, named = case.penalty, orders(t)
    why = reasons(t) | {key: masks.of(reasons(t)[key]) for key in ("facts", "reasons")}
    page: Row = {
        "lang": html_lang(),
        "number": penalty.number,
        "platform_name": case.platform.name,
        "zone": case.platform.zone,
        "zone_name": zone_name(case.at.astimezone(case.platform.zone)),
        "now": case.at,
        "viewer": "platform",
        "reader": case.party,
        "shop": case.shop.facts.name or penalty.shop,
        "violation": t.violation,
        "by": _("{platform}, by one of its reviewers").format(platform=case.platform.name),
        "status": status_words(status_of(penalty, case.at)),
        "facts": facts(t),
        "in_account": in_account(t),
        "reasons": why,
        "findings": [one | {"words": masks.of(one["words"])} for one in findings(t)],
        "measures": measures(t),
        "orders": named[:ORDERS_MAX],
        "orders_beyond": max(0, len(named) - ORDERS_MAX),
        "result": _masked_result(result(t), masks.of),
        "terms": penalty.terms,
        "events": _events(t, timeline),
        "exhibits": [_exhibit(one, file, place, case) for place, (one, file) in enumerate(held_files(t), 1)],
        "rules_name": penalty.pack,
    }
    return page | {"sections": sections(page)}


def sections(page: Row) -> list[Row]:
    """What stands in the contents, in order."""
    named = (
        ("notice", _("The notice"), True),
        ("measures", _("The measures"), bool(page["measures"])),
        ("orders", _("The orders it is about"), bool(page["orders"])),
        ("result", _("How the appeal came out"), bool(page["result"])),
        ("story", _("What happened, in order"), True),
        ("evidence", _("The evidence"), True),
        ("left-out", _("What this file leaves out"), True),
        ("check", _("How to check this file"), True),
    )
    return [{"id": id, "title": title} for id, title, there in named if there]


def _events(t: PenaltyTeller, timeline: Timeline) -> list[Row]:
    rows, masks = penalty_events(t, timeline)[::-1], masks_of_penalty(t.case)
    places = {one.file.file: place for place, (one, _file) in enumerate(held_files(t), 1)}
    for row in rows:
        row["quote"] = told_masked(row["quote"], row["party"], t.case.party, masks)
        named = sorted({places[one["id"]] for one in row["files"]})
        row["files"] = [{"name": _("Exhibit {number}").format(number=place)} for place in named]
    return rows


def _masked_result(found: Row | None, masked: Any) -> Row | None:
    if found is None:
        return None
    slots = [one | {"words": masked(one["words"])} for one in found["slots"]]
    return found | {"reasons": masked(found["reasons"]), "slots": slots}


def _exhibit(given: Given, file: EvidenceFile | None, place: int, case: PenaltyCase) -> Row:
    own = written_by(given.party, case.party)
    told_of = [kind_of(given.file.media_type)] + ([size(file.size_bytes)] if file else [])
    name = _("Exhibit {number}").format(number=place)
    return {
        "number": place,
        "party": given.party,
        "name": name,
        "alt": name,
        "picture": f"our:exhibit/{place}" if file and "thumb" in file.pictures else "",
        "about": " · ".join(filter(None, told_of)),
        "filename": file.filename if file and own else "",
        "uploaded_at": file.uploaded_at if file else None,
        "sha256": given.file.sha256,
        "own": own,
    }
