"""Reports of fake evidence before a reviewer: the queue, both sides of each claim, the conclusion and what follows."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.handle import Done
from tests.cast import World, a_filing, an_order, world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, needs_uploads, read, refused, sent

pytestmark = needs_uploads
EDITED = {"claim": "edited", "shapes": [{"kind": "ellipse", "left": 5000, "top": 4000, "width": 1500, "height": 2500}]}
FOUND = {
    "result-edited": "found", "why-edited": "The crack has no depth.", "grounds": ["own-comparison", "finding"],
    "words": "Lines were drawn over the glaze.",
}  # fmt: skip


def uploaded(client: Client, photo: Any) -> str:
    return str(client.post("/uploads", {"file": photo}).json()["id"])


def reported(pack: str = "weidian", *, ruled: bool = False, answer: str = "denies") -> tuple[World, str, str]:
    """A world with a report that a picture was edited, and one that the goods aren't the shop's: its number and the
    case's."""
    made, now = world(pack), clock.now()
    an_order(made, "o-1", purchased_at=(now - timedelta(days=9)).isoformat())
    photo = uploaded(signed_in(made, "ana"), a_photo())
    case = made.do("complaint.file", "", made.ana, now - timedelta(hours=30), **a_filing(files=[{"file": photo}]))
    assert isinstance(case, Done), case
    if ruled:
        rule(made, case.id)
    own = uploaded(signed_in(made, "boris"), a_photo("ours.jpg", "blue"))
    claims = [EDITED, {"claim": "not-ours", "files": [{"file": own}]}] if pack == "weidian" else [EDITED]
    done = made.do("evidence_report.file", "", made.boris, now - timedelta(hours=2), order="o-1", file=photo,
                   claims=claims, words="The glaze is whole.")  # fmt: skip
    assert isinstance(done, Done), done
    if answer:
        heard = made.do("evidence_report.answer", done.id, made.ana, now - timedelta(hours=1), stance=answer,
                        words="I took it the same evening.")  # fmt: skip
        assert isinstance(heard, Done), heard
    return made, done.number, case.number


def rule(made: World, case: str) -> None:
    now = clock.now()
    made.do("complaint.answer", case, made.boris, now - timedelta(hours=28), stance="refuses", words="No.")
    made.do("complaint.escalate", case, made.ana, now - timedelta(hours=26), words="Look at it.")
    exhibits = [one.id for one in access_complaint(made.platform.pk, case, made.rita).complaint.exhibits]
    made.do("complaint.open-exhibits", case, made.rita, now - timedelta(hours=25), exhibits=exhibits)
    done = made.do(
        "complaint.rule", case, made.rita, now - timedelta(hours=20), liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": 16800}, reason="not-as-described", facts="The crack is in the picture.",
        reasons="The shop shows nothing.", relied_on=exhibits, rules=["4.3"],
    )  # fmt: skip
    assert isinstance(done, Done), done


def where(number: str) -> str:
    return f"/review/evidence-reports/{number}"


def with_ours(**fields: Any) -> dict[str, Any]:
    return {**FOUND, "result-not-ours": "unclear", "why-not-ours": "The colour differs, the shape doesn’t.", **fields}


def previewed(page: str) -> str:
    found = re.search(r'name="previewed" value="([0-9a-f]+)"', page)
    assert found, "it was not previewed"
    return found[1]


@pytest.mark.requirement("PD-7")
def test_the_queue_shows_what_waits_and_start_takes_the_next() -> None:
    made, number, _case = reported()
    rita = signed_in(made, "rita")
    home = read(rita, "/review/")
    assert "Fake evidence" in home
    assert number in read(rita, "/review/evidence-reports")
    assert rita.get("/review/queue/evidence").headers["Location"] == "/review/evidence-reports"
    sent(rita, "/review/queue/evidence/start", {}, to=where(number))
    assert "You work on this report" in read(rita, where(number))
    listed = read(signed_in(made, "rolf"), "/review/evidence-reports")
    assert "Rita works on it" in listed


@pytest.mark.requirement("PD-7")
def test_picture_and_proof_stand_side_by_side_with_what_each_side_says() -> None:
    made, number, case = reported()
    page = read(signed_in(made, "rita"), where(number))
    assert page.count('class="panes n2"') == 1, "the shop's photo beside the picture in question"
    assert page.count('class="panes n1"') == 1
    assert '<ellipse class="halo"' in page
    for words in (
        "The glaze is whole.",
        "I took it the same evening.",
        case,
        "Waits to be screened.",
        "Circled by the shop",
    ):
        assert words in page
    assert "No conclusion can rest on a machine’s finding alone" in page
    seen = access_complaint(made.platform.pk, case, made.rita).complaint
    assert seen.opened == tuple(one.id for one in seen.exhibits), "the look is on record"


@pytest.mark.requirement("PD-7")
def test_a_conclusion_names_each_claim_and_never_rests_on_a_finding_alone() -> None:
    made, number, _case = reported()
    rita = signed_in(made, "rita")
    lacking = refused(rita, where(number), {**FOUND, "grounds": ["finding"]})
    for words in ("Say of each claim what was found.", "besides what the machine found", "The crack has no depth."):
        assert words in lacking
    preview = rita.post(where(number), with_ours(step="preview")).content.decode()
    assert "What the consumer reads" in preview
    assert "Lines were drawn over the glaze." in preview
    unseen = with_ours(step="send", previewed="other", words="Something else.")
    assert "You changed the decision" in rita.post(where(number), unseen).content.decode()
    sent(rita, where(number), with_ours(step="send", previewed=previewed(preview)), to=where(number))
    report = access_evidence_report(made.platform.pk, number, made.rita).report
    assert (report.stage, report.outcome, report.relied_on) == ("concluded", "found", ("own-comparison", "finding"))
    page = read(rita, where(number))
    assert "Found: the picture is no true evidence" in page
    assert "Send the conclusion" not in page


@pytest.mark.requirement("PD-5")
def test_liability_is_adjusted_with_the_conclusion_by_somebody_who_has_not_ruled() -> None:
    made, number, case = reported("pinduoduo", ruled=True)
    mine = read(signed_in(made, "rita"), where(number))
    assert "You have decided in the case this report is linked to" in mine
    assert "Send the conclusion" not in mine
    rolf = signed_in(made, "rolf")
    fields = {
        **FOUND, "adjust": "yes", "liability": "consumer", "remedy": "none", "reason": "evidence-not-genuine",
        "rules": ["1.1"], "facts": "The crack was drawn.", "reasons": "Without the picture nothing is shown.",
        "relied_on": [access_evidence_report(made.platform.pk, number, made.rolf).report.accused.file],
        "step": "preview",
    }  # fmt: skip
    preview = rolf.post(where(number), fields).content.decode()
    assert "Nothing of the report itself" in preview, "the shop is told no result"
    assert "Without the picture nothing is shown." in preview
    sent(rolf, where(number), {**fields, "step": "send", "previewed": previewed(preview)}, to=where(number))
    complaint = access_complaint(made.platform.pk, case, made.rolf).complaint
    assert complaint.ruling is not None
    assert complaint.ruling.liability == "consumer"
    for who, path in (("boris", f"/merchant/complaints/{case}"), ("ana", f"/complaints/{case}"),
                      ("rolf", f"/review/cases/{case}?tab=history")):  # fmt: skip
        assert "Adjusted who is responsible" in read(signed_in(made, who), path), who
    assert "Found Exhibit 1" not in read(signed_in(made, "boris"), f"/merchant/complaints/{case}")
    assert "was adjusted with it" in read(signed_in(made, "ana"), f"/evidence-reports/{number}")
    assert "was adjusted with it" not in read(signed_in(made, "boris"), f"/merchant/evidence-reports/{number}")


def test_while_the_consumer_is_heard_nothing_is_concluded() -> None:
    made, number, _case = reported(answer="")
    rita = signed_in(made, "rita")
    page = read(rita, where(number))
    assert "The consumer may say what they think of it" in page
    assert "Send the conclusion" not in page
    assert number not in read(rita, "/review/evidence-reports")


def test_notes_stay_among_the_staff_and_a_report_is_handed_back() -> None:
    made, number, _case = reported()
    rita = signed_in(made, "rita")
    sent(rita, where(number), {"do": "claim"}, to=where(number))
    sent(rita, where(number), {"do": "note", "words": "Ask somebody who fires clay."}, to=where(number))
    sent(rita, where(number), {"do": "hand-back"}, to=where(number))
    assert "Ask somebody who fires clay." in read(rita, where(number))
    for who, path in (("boris", f"/merchant/evidence-reports/{number}"), ("ana", f"/evidence-reports/{number}")):
        assert "Ask somebody who fires clay." not in read(signed_in(made, who), path)


def test_what_was_reported_before_stands_beside_it() -> None:
    made, number, _case = reported()
    report = access_evidence_report(made.platform.pk, number, made.rita).report
    again = made.do("evidence_report.file", "", made.boris, clock.now(), order="o-1", file=report.accused.file,
                    claims=[EDITED], words="Look at the other side as well.")  # fmt: skip
    assert isinstance(again, Done), again
    page = read(signed_in(made, "rita"), where(number))
    assert page.count(f">{again.number}<") == 2, "among those of the order and those of the shop"
