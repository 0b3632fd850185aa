"""Everything that shows a case, in one place to import from: dicts for the design system's parts, for any party."""

from ombud.portals.common.case.about import (
    contact,
    facts,
    order_of,
    order_strip,
    picture_of,
    requests,
    rules_in_force,
    ruling,
    unknown_words,
)
from ombud.portals.common.case.events import timeline_events
from ombud.portals.common.case.exhibits import exhibits, held_files, original_url, pages_of
from ombud.portals.common.case.offered import allowed, refusal_of
from ombud.portals.common.case.silence import silence_sentence
from ombud.portals.common.case.talk import offers, talk
from ombud.portals.common.case.teller import Teller
from ombud.portals.common.case.turn import deadlines, stage_bar, turn_card

__all__ = [
    "Teller",
    "allowed",
    "contact",
    "deadlines",
    "exhibits",
    "facts",
    "held_files",
    "offers",
    "order_of",
    "order_strip",
    "original_url",
    "pages_of",
    "picture_of",
    "refusal_of",
    "requests",
    "rules_in_force",
    "ruling",
    "silence_sentence",
    "stage_bar",
    "talk",
    "timeline_events",
    "turn_card",
    "unknown_words",
]
