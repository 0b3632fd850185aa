"""A shop gives what it is asked for, asks for more time, and its late evidence is marked."""

import re
from datetime import timedelta

import pytest

from ombud.desk import clock
from tests.cast import world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import (
    a_photo,
    needs_uploads,
    opened,
    path,
    read,
    refused,
    sent,
    state,
    with_platform,
)


@needs_uploads
@pytest.mark.requirement("MP-4")
def test_evidence_that_was_asked_for_is_given_thing_by_thing_and_declared_true() -> None:
    made = world()
    case, boris = with_platform(made), signed_in(made, "boris")
    made.do(
        "complaint.request-evidence", case.id, made.rita, clock.now(),
        of="merchant", items=["dispatch-check", "tracking"], words="Show the dispatch.",
    )  # fmt: skip
    where = path(case, "/evidence/r1")
    form = read(boris, where)
    assert "Show the dispatch." in form
    assert form.count("· missing") == 2
    given = {
        "photos-dispatch-check": a_photo(),
        "communicated": "Told her on the phone.",
        "logistics": "SF, delivered.",
        "refund_voucher": "none",
    }
    body = refused(boris, where, given)
    assert "must be declared to be true" in body
    assert "Told her on the phone." in body
    kept = re.findall(r'name="file-dispatch-check" value="([^"]+)"', body)
    assert len(kept) == 1, "the photo is kept too"
    again = {k: v for k, v in given.items() if k != "photos-dispatch-check"} | {"file-dispatch-check": kept[0]}
    sent(boris, where, {**again, "declared_true": "on"})
    complaint = state(made, case)
    assert complaint.requests[0].state == "answered"
    assert [(one.kind, one.side, one.late) for one in complaint.exhibits] == [("dispatch-check", "merchant", False)]
    page = read(boris, path(case))
    for words in ("Told her on the phone.", "SF, delivered."):
        assert words in page
    assert "This request is done." in read(boris, where)


@pytest.mark.requirement("MP-6")
def test_more_time_is_asked_for_once_and_late_evidence_is_marked() -> None:
    made = world()
    case, boris, now = with_platform(made, 80), signed_in(made, "boris"), clock.now()
    made.do("complaint.request-evidence", case.id, made.rita, now - timedelta(hours=60), of="merchant",
            items=["tracking"], words="Where is it?")  # fmt: skip
    page = read(boris, path(case))
    assert "Not given in time" in page
    form = read(boris, path(case, "/evidence/r1"))
    assert "The time for this is over." in form
    assert "/excuse" not in form
    sent(boris, path(case, "/evidence/r1"), {"words": "Here it is.", "declared_true": "on"})
    assert "You added evidence. It came late and is marked so." in read(boris, path(case))

    made.do(
        "complaint.request-evidence",
        case.id,
        made.rita,
        clock.now(),
        of="merchant",
        items=["photo-parcel"],
        words="Show it.",
    )
    where = path(case, "/evidence/r2/excuse")
    assert "Choose which of the two it is." in refused(boris, where, {"words": "Camera footage takes long."})
    sent(boris, where, {"kind": "more-time", "words": "Camera footage takes long."})
    request = state(made, case).request("r2")
    assert request
    assert (request.excuse, request.excuses) == ("more-time", 1)
    assert "Camera footage takes long." in read(boris, path(case))
    assert "<textarea" not in read(boris, where)


@needs_uploads
def test_a_file_can_be_taken_out_of_a_form_without_script() -> None:
    made = world()
    case, boris = opened(made), signed_in(made, "boris")
    body = refused(boris, path(case, "/answer"), {"stance": "refuses", "words": "", "photos": [a_photo()]})
    kept = re.findall(r'name="file" value="([^"]+)"', body)
    assert len(kept) == 1
    answer = boris.post(
        path(case, "/answer"), {"stance": "refuses", "words": "x", "file": kept, "remove_file": kept[0]}
    )
    assert answer.status_code == 200
    assert kept[0] not in answer.content.decode()
    assert state(made, case).answered is None
