"""What has happened in a case, as parts/timeline.html and the talks show it."""

from typing import Any

from ombud.core.complaint.events.doubt import AdjustmentProposed, AdjustmentSentBack
from ombud.core.complaint.events.work import CaseClaimed, CaseHandedBack, CaseNoted, CaseSkipped, ContactSeen
from ombud.core.complaint.events.work import ExhibitsOpened as Opened
from ombud.core.people import Party
from ombud.desk.access import Case
from ombud.portals.common.case import told_doubt, told_filing, told_intervention, told_ruling, told_talk, told_work
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.told import Sentence, Told
from ombud.reads.timeline import Entry, Timeline

SENTENCES: dict[type, Sentence] = {
    **told_filing.SENTENCES,
    **told_talk.SENTENCES,
    **told_intervention.SENTENCES,
    **told_ruling.SENTENCES,
    **told_work.SENTENCES,
    **told_doubt.SENTENCES,
}
"""A sentence for every event; a test fails for one without."""
INTERNAL = (
    AdjustmentProposed,
    AdjustmentSentBack,
    CaseClaimed,
    CaseHandedBack,
    CaseSkipped,
    CaseNoted,
    ContactSeen,
    Opened,
)
"""Marked as the staff's own in their view. Other parties never get these entries at all."""


def timeline_events(case: Case, timeline: Timeline, *, outside: bool = False) -> list[dict[str, Any]]:
    """Every entry this reader may read, newest first, as parts/timeline.html wants them. With `outside` they are told
    as to somebody who is no party, for a file that is taken along."""
    teller = Teller(case, timeline, outside=outside)
    return [told_event(entry, teller) for entry in reversed(timeline.entries)]


def told_event(entry: Entry, teller: Teller) -> dict[str, Any]:
    """One entry: {seq, type, party, who, at, what, quote, files, internal, via}."""
    event = entry.event
    told: Told = SENTENCES[type(event)](event, teller)
    return {
        "seq": entry.seq,
        "type": type(event).__name__,
        "party": told.party or teller.by(event.by),
        "who": "" if told.party else teller.who(event.by),
        "at": event.at,
        "what": told.what,
        "quote": quote(told, teller),
        "files": teller.thumbs(told.files),
        "internal": isinstance(event, INTERNAL),
        "via": entry.via,
    }


def quoted_by(entry: Entry, teller: Teller) -> tuple[Party, tuple[str, ...]]:
    """Whose entry it is, and the hashes of the words that are quoted in it."""
    told: Told = SENTENCES[type(entry.event)](entry.event, teller)
    party = told.party or teller.by(entry.event.by)
    return party, tuple(kept for _heading, kept in told.quote if kept)  # type: ignore[return-value]  # a party's name


def quote(told: Told, teller: Teller) -> str:
    """What somebody wrote, each part under its heading."""
    parts = []
    for heading, kept in told.quote:
        if words := teller.words(kept):
            parts.append(f"{heading}:\n{words}" if heading else words)
    return "\n\n".join(parts)
