"""All that the pages of a complaint's file say, for one reader, told as to somebody who is no party."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.people import Party
from ombud.desk.access import Case
from ombud.portals.common.along.masks import Masks
from ombud.portals.common.along.others import masks_of, written_by
from ombud.portals.common.case.present import (
    Teller,
    contact,
    deadlines,
    exhibits,
    facts,
    order_strip,
    rules_in_force,
    ruling,
    timeline_events,
)
from ombud.portals.common.chat.talk_cards import whole_talks
from ombud.portals.common.display import html_lang, mask, size, zone_name
from ombud.reads.timeline import Timeline

Row = dict[str, Any]


def told(case: Case, timeline: Timeline) -> Row:
    """What `common/along/complaint.html` shows."""
    masks = masks_of(case, timeline)
    t = Teller(case, timeline, outside=True)
    events = _events(case, timeline, masks)
    talks = [_talk(card, case.party, masks) for card in whole_talks(case, timeline)]
    files = [_exhibit(one, case.party) for one in exhibits(case)]
    now = ruling(case, timeline)
    if now:
        now |= {key: masks.of(now[key]) for key in ("facts", "reasons")}
    page: Row = {
        "lang": html_lang(),
        "number": case.complaint.number,
        "platform_name": case.platform.name,
        "zone": case.platform.zone,
        "zone_name": zone_name(case.at.astimezone(case.platform.zone)),
        "now": case.at,
        "viewer": "platform",
        "reader": case.party,
        "order": order_strip(case),
        "parties": parties(case, timeline, t),
        "standing": standing(case, t),
        "facts": facts(case),
        "problem": _problem(timeline, case.party, masks),
        "ruling": now,
        "open": deadlines(case),
        "events": events,
        "talks": talks,
        "exhibits": files,
        "rules": rules_in_force(case),
    }
    return page | {"sections": sections(page)}


def parties(case: Case, timeline: Timeline, t: Teller) -> list[Row]:
    """Both sides: the reader's own with how to reach them, the other one by a masked name, a shop by its public one."""
    given = contact(timeline)
    own = case.party == "consumer"
    consumer: Row = {
        "party": "consumer",
        "name": given["name"] if own else mask(given["name"]) if given["name"] else "",
    }
    if own:
        consumer |= {"phone": given["phone"], "email": given["email"]}
    asks = _("Asks for: {terms}").format(terms=t.terms(case.complaint.asked))
    answers = {
        "agrees": _("Agreed to what was asked for"),
        "refuses": _("Refused what was asked for"),
        "explains": _("Answered with an explanation"),
    }
    silent = _("Answered with an offer") if case.complaint.answered_at else _("Gave no answer")
    answered = answers.get(case.complaint.answered or "", silent)
    return [consumer | {"says": asks}, {"party": "merchant", "name": t.shop_name, "says": answered}]


def standing(case: Case, t: Teller) -> Row:
    """How far it has come, whose decision that is, and since when: {stage, decision, by, at}."""
    complaint, given = case.complaint, case.complaint.ruling
    stage = t.pack(f"stage.{complaint.stage}")
    if complaint.how:
        stage = t.pack(f"how.{complaint.how}")
    if given is not None:
        decision = f"{t.pack(f'liability.{given.liability}')} · {t.terms(given.terms)}"
        by = _("{platform}, by one of its reviewers").format(platform=case.platform.name)
    elif complaint.obligation is not None:
        decision = t.terms(complaint.obligation.terms)
        by = _("Agreed between the two sides; nobody decided")
    else:
        decision, by = "", _("Nobody has decided")
    if complaint.outcome or complaint.elsewhere:
        stage = f"{stage} · {_elsewhere(complaint.elsewhere)}"
    return {"stage": stage, "decision": decision, "by": by, "at": complaint.closed_at}


def sections(page: Row) -> list[Row]:
    """What stands in the contents, in order: {id, title}; only what the file has."""
    named = (
        ("complaint", _("The complaint"), True),
        ("decision", _("The decision and its reasons"), bool(page["ruling"])),
        ("open", _("Whose turn it is"), bool(page["open"])),
        ("story", _("What happened, in order"), True),
        ("talks", _("What was said about the order"), bool(page["talks"])),
        ("evidence", _("The evidence"), True),
        ("left-out", _("What this file leaves out"), True),
        ("check", _("How to check this file"), True),
    )
    return [{"id": id, "title": title} for id, title, there in named if there]


def told_masked(text: str, party: Party, reader: Party, masks: Masks) -> str:
    """Words as this reader's file may hold them."""
    return text if written_by(party, reader) else masks.of(text)


def _problem(timeline: Timeline, reader: Party, masks: Masks) -> str:
    filed = next((one.event for one in timeline.entries if isinstance(one.event, ComplaintFiled)), None)
    return told_masked(timeline.said(filed.problem), "consumer", reader, masks) if filed else ""


def _events(case: Case, timeline: Timeline, masks: Masks) -> list[Row]:
    """Every entry this reader may read, oldest first."""
    rows = timeline_events(case, timeline, outside=True)
    for row in rows:
        row["what"] = masks.known(row["what"])
        row["quote"] = told_masked(row["quote"], row["party"], case.party, masks)
    return rows[::-1]


def _talk(card: Row, reader: Party, masks: Masks) -> Row:
    card["said"] = told_masked(card["said"], card["party"], reader, masks)
    for line in card["rows"]:
        if "seq" not in line:
            continue
        line["text"] = told_masked(line["text"], line["party"], reader, masks)
        for place, one in enumerate(line["pictures"], 1):
            if not written_by(line["party"], reader):  # its sender's own name for a file says too much
                one["name"] = _("File {number}").format(number=place)
    return card


def _exhibit(one: Row, reader: Party) -> Row:
    """An exhibit as the evidence list shows it; the sender's name of the file only in the sender's own list."""
    own = written_by(one["party"], reader)
    told_of = [kind_of(one.get("media_type", ""))]
    told_of += [size(one["size"])] if one.get("size") else []
    pages = one.get("pages") or 0
    told_of += [ngettext("{count} page", "{count} pages", pages).format(count=pages)] if pages > 1 else []
    return one | {
        "picture": f"our:exhibit/{one['number']}" if one.get("thumb") else "",
        "about": " · ".join(filter(None, told_of)),
        "filename": one.get("filename", "") if own else "",
        "own": own,
    }


def kind_of(media_type: str) -> str:
    """JPEG, PDF, MP4: what programs call it."""
    return media_type.rpartition("/")[2].upper().replace("QUICKTIME", "QuickTime")


def _elsewhere(where: str) -> str:
    return {
        "mediation": _("gone on in mediation"),
        "arbitration": _("gone on in arbitration"),
        "court": _("gone on in court"),
        "authority": _("gone on with an authority"),
    }.get(where, "")
