"""What somebody may want of an order's talk, of what is kept for it, and of reports of fake evidence."""

import random
from collections.abc import Callable
from typing import Any, NamedTuple

from ombud.core.complaint.findings import Findings
from ombud.core.complaint.state import Complaint
from ombud.core.evidence_report.conclude import Concluded
from ombud.core.evidence_report.file import Claimed
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.files import File
from ombud.core.money import Terms
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor
from ombud.core.policy.evidence_reports import CLAIMS
from ombud.core.policy.policy import Policy
from ombud.core.shapes import Shape
from ombud.core.words import EMPTY, Words
from ombud.desk.things import THINGS, Verb
from tests.simulation.cast import (
    CONSUMER,
    IMPORTER,
    REVIEWERS,
    RIVAL,
    SAID,
    SALT,
    SELLER,
    SENIOR,
    STAFF,
    STRANGER,
    STRANGERS,
    WHY,
)

Chance = random.Random
TALK, VAULT, REPORT, COMPLAINT = (
    THINGS[name].verbs for name in ("conversation", "order_vault", "evidence_report", "complaint")
)
LINK = Words("https://pictures.example/mug.jpg", SALT)
NO_LINK = Words("somewhere on the web", SALT)
PLACE = Shape(kind="ellipse", left=2_000, top=3_000, width=1_500, height=900)
OUTSIDE = Shape(kind="rectangle", left=9_500, top=100, width=900, height=900)
SEVERAL = (0.55, 0.3, 0.15)
"""How often a report makes one claim, two, three."""


class Wish(NamedTuple):
    """What, of which thing, by whom, and what is filled in."""

    verb: Verb
    target: str
    by: Actor
    fields: dict[str, Any]


class Scene(NamedTuple):
    """All that a wish looks at."""

    chance: Chance
    policy: Policy
    brought: Callable[[Actor], File | None]
    """A file that this person has just deposited, or one from before; none where it wasn't taken."""
    pictures: tuple[str, ...]
    """Ids of pictures that the consumer put, in cases and in the talk."""
    others: tuple[str, ...]
    """Ids of files of anybody."""
    cases: tuple[Complaint, ...]
    vaults: tuple[OrderVault, ...]
    messages: int
    """The number of the last event of the talk; 0 where nothing was said."""


def said(scene: Scene) -> Wish:
    """A message, with a picture often; now and then by somebody whose talk it isn't."""
    chance = scene.chance
    if scene.messages and chance.random() < 0.25:
        return Wish(TALK["mark-read"], "o1", chance.choice((CONSUMER, SELLER, RIVAL)), {"up_to": 0})
    by = chance.choice((CONSUMER, CONSUMER, SELLER)) if chance.random() > 0.05 else chance.choice(STRANGERS)
    file = scene.brought(by) if chance.random() < 0.5 else None
    return Wish(TALK["say"], "o1", by, {"words": SAID, "files": (file,) if file else ()})


def kept(scene: Scene) -> Wish:
    """Something put by, or let go."""
    chance = scene.chance
    by = chance.choice((CONSUMER, CONSUMER, SELLER)) if chance.random() > 0.06 else chance.choice((STRANGER, RIVAL))
    side = "merchant" if by in (SELLER, RIVAL) else "consumer"
    if chance.random() < 0.04:
        side = "merchant" if side == "consumer" else "consumer"
    target = f"o1:{side}"
    vault = next((one for one in scene.vaults if one.id == target), None)
    if vault and vault.live and chance.random() < 0.35:
        item = chance.choice(vault.items).file
        return Wish(VAULT["let-go"], target, by, {"items": (item,)})
    files = [scene.brought(by) for _ in range(chance.choice((1, 1, 2, 5)))]
    if scene.others and chance.random() < 0.3:
        files.append(File(file=chance.choice(scene.others)))
    given = tuple(one for one in files if one)
    return Wish(
        VAULT["keep"], target, by, {"files": given, "shown": chance.choice(("own", "own", "all")), "words": SAID}
    )


def reported(scene: Scene, id: str) -> Wish:
    """A report about one of the consumer's pictures; now and then about another, by another, or without its proof."""
    chance = scene.chance
    by: Actor = chance.choice(STRANGERS) if chance.random() <= 0.06 else SELLER
    some = scene.pictures if scene.pictures and chance.random() > 0.08 else scene.others or ("f0",)
    names = chance.sample(CLAIMS, chance.choices((1, 2, 3), SEVERAL)[0])
    given: dict[str, Any] = {
        "order": "o1",
        "number": f"E-{id}",
        "file": chance.choice(some),
        "claims": tuple(_claimed(scene, name, by) for name in names),
        "words": SAID,
    }
    if scene.cases and chance.random() < 0.5:
        given["complaint"] = chance.choice(scene.cases).id
    return Wish(REPORT["file"], id, by, given)


def _claimed(scene: Scene, name: Any, by: Actor) -> Claimed:
    chance = scene.chance
    lacks = chance.random() < 0.05
    file = scene.brought(by) if name != "edited" and not lacks else None
    link = (chance.choice((LINK, LINK, LINK, NO_LINK)),) if name == "from-web" and not lacks and not file else ()
    place = (OUTSIDE if chance.random() < 0.04 else PLACE,) if name == "edited" and not lacks else ()
    return Claimed(claim=name, links=link, files=(file,) if file else (), shapes=place)


def about_report(scene: Scene, report: EvidenceReport, case: Complaint | None) -> Wish:
    """What somebody wants of a report that was filed."""
    chance = scene.chance
    names, weights = zip(*_wishes(report).items(), strict=True)
    name = chance.choices(names, weights)[0] if chance.random() > 0.06 else chance.choice(list(FILLED))
    by, given = FILLED[name](scene, report, case)
    if chance.random() < 0.05:
        by = chance.choice((*STRANGERS, CONSUMER, SELLER, *STAFF))
    return Wish(REPORT[name], report.id, by, given)


def _wishes(report: EvidenceReport) -> dict[str, float]:
    match report.stage:
        case "heard":
            return {"answer": 3, "withdraw": 0.5, "note": 0.2, "claim": 0.4, "conclude": 0.5}
        case "examined":
            views = {"note-first-view": 0.9, "show-overlay": 1.5 if report.views else 0.1}
            claims = {"claim": 1.2, "hand-back": 2.0 if report.claimed_by else 0.05}
            return {"conclude": 4, "note": 0.2, "withdraw": 0.3, "answer": 0.1, "recount": 0.6, **views, **claims}
        case _:
            return {"note": 0.3, "withdraw": 0.3, "conclude": 0.3}


def _answer(scene: Scene, _report: EvidenceReport, _case: Complaint | None) -> tuple[Actor, dict[str, Any]]:
    file = scene.brought(CONSUMER) if scene.chance.random() < 0.4 else None
    stance = scene.chance.choice(("denies", "denies", "admits"))
    return CONSUMER, {"stance": stance, "words": SAID, "files": (file,) if file else ()}


def _conclude(scene: Scene, report: EvidenceReport, case: Complaint | None) -> tuple[Actor, dict[str, Any]]:
    chance = scene.chance
    mood = chance.random()
    results = [
        "found" if mood < 0.5 else "not-shown" if mood < 0.8 else chance.choice(("found", "unclear", "not-shown"))
        for _one in report.claims
    ]
    if len(results) > 1 and chance.random() < 0.3:
        results[-1] = "not-shown"
    grounds = ["own-comparison", *(["finding"] if chance.random() < 0.5 else [])]
    if report.stance == "admits":
        grounds.append("admitted")
    if chance.random() < 0.05:
        grounds = ["finding"]
    given: dict[str, Any] = {
        "results": tuple(
            Concluded(claim=one.claim, result=result, words=WHY)  # type: ignore[arg-type]  # a choice among literals
            for one, result in zip(report.claims, results, strict=True)
        ),
        "relied_on": tuple(grounds),
        "words": WHY,
        "groundless": set(results) == {"not-shown"} and chance.random() < 0.6,
    }
    decided = case is not None and (case.ruling is not None or case.given > 0)
    if case is not None and "found" in results and chance.random() < (0.75 if decided else 0.1):
        given["adjusted"] = _adjusted(chance, case, scene.policy)
    return _reviewer(chance, report), given


def _adjusted(chance: Chance, case: Complaint, policy: Policy) -> Findings:
    liability, share = chance.choice((("consumer", 0), ("consumer", 0), ("both", 50), ("merchant", 100)))
    part = chance.choice((0.3, 0.5, 1))
    terms = Terms(remedy="refund", amount=max(1, int(case.paid * part))) if share else Terms(remedy="none")
    return Findings(
        liability=liability,  # type: ignore[arg-type]  # a choice among literals
        merchant_share=share,
        terms=terms if policy.pack.orders_refund else Terms(remedy="none"),
        reason=policy.pack.ruling_reasons[0],
        facts=SAID,
        reasons=WHY,
        relied_on=tuple(one.id for one in case.exhibits if one.counts is not False),
        rules=policy.pack.rules[:1],
    )


def _reviewer(chance: Chance, report: EvidenceReport) -> Actor:
    if report.claimed_by and chance.random() < 0.85:
        return next(one for one in STAFF if one.id == report.claimed_by)
    return chance.choice((*REVIEWERS, SENIOR))


def _by_staff(scene: Scene, report: EvidenceReport, _case: Complaint | None) -> tuple[Actor, dict[str, Any]]:
    return _reviewer(scene.chance, report), {}


Fill = Callable[[Scene, EvidenceReport, Complaint | None], tuple[Actor, dict[str, Any]]]
FILLED: dict[str, Fill] = {
    "answer": _answer,
    "conclude": _conclude,
    "claim": _by_staff,
    "hand-back": lambda scene, report, case: (_by_staff(scene, report, case)[0], {"words": SAID}),
    "note": lambda scene, report, case: (_by_staff(scene, report, case)[0], {"words": SAID}),
    "withdraw": lambda _scene, _report, _case: (SELLER, {"words": EMPTY}),
    "recount": lambda _scene, _report, _case: (IMPORTER, {}),
    "note-first-view": lambda scene, _report, _case: (
        scene.chance.choice(REVIEWERS[:2]),
        {"view": scene.chance.choice(("genuine", "doubtful", "cannot-tell")), "words": SAID},
    ),
    "show-overlay": lambda scene, report, _case: (
        next((one for one in STAFF if report.first_view(one.id)), REVIEWERS[0]),
        {"detector": scene.chance.choice(("copy-move", "double-jpeg", "No such"))},
    ),
}


def attached(scene: Scene, case: Complaint) -> Wish:
    """The talk, or part of it, becomes evidence."""
    chance = scene.chance
    part = chance.random() < 0.5 and scene.messages > 2
    first = chance.randint(1, scene.messages) if part else 0
    last = chance.randint(first, scene.messages) if part else 0
    by = chance.choice((CONSUMER, SELLER))
    return Wish(COMPLAINT["attach-talk"], case.id, by, {"first": first, "last": last, "words": SAID})
