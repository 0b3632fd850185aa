"""What is kept of a consumer on their own page, and the privacy desk that decides what they ask for."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ombud.desk import clock
from ombud.desk.erasing.carry_out import carry_out
from ombud.desk.handle import Act, Done, handle
from ombud.ledger.connection import rows
from ombud.portals.common.page import link
from ombud.vault.deposit import Deposited, deposit
from tests.cast import World, a_filing, an_order, world
from tests.portals.clients import signed_in
from tests.vault import made as pictures

LINES = [{"line": "1"}]


@pytest.fixture
def made(settings: Any, tmp_path: Path) -> World:
    settings.VAULT = tmp_path / "vault"
    return world()


def a_case(made: World) -> tuple[str, bytes]:
    """A complaint with a picture, filed now, so that pages see it; its bytes."""
    now, photo = clock.now(), pictures.photo(300 + made.platform.pk % 900, 210)
    kept = deposit(made.platform.pk, photo, "crack.jpg", "ana", now)
    assert isinstance(kept, Deposited)
    filing = a_filing(an_order(made, purchased_at=now.isoformat()), files=[{"file": str(kept.file.id)}])
    done = handle(Act(made.platform.pk, "complaint.file", "", made.ana, filing, at=now))
    assert isinstance(done, Done), done
    return done.id, photo


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.requirement("EV-2")
def test_a_consumer_takes_their_copy_along_and_asks_and_the_desk_answers_with_reasons(made: World) -> None:
    _case, photo = a_case(made)
    ana, senior, rita = (signed_in(made, who) for who in ("ana", "senior", "rita"))
    page = body(ana, "/privacy")
    assert "The case isn’t closed" in page
    answer = ana.get("/privacy/copy.zip")
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        told = json.loads(archive.read("data.json"))
        assert archive.read(told["files"][0]["path"]) == photo
    assert {one["text"] for one in told["said"]} == {"The mug has a crack.", "13800001234"}
    assert ana.post("/privacy", {"words": "I moved on."}).status_code == 302
    assert "You asked to have your data erased" in body(ana, "/privacy")
    assert "I moved on." in body(senior, "/review/privacy/ana")
    assert rita.get("/review/privacy").status_code == rita.get("/review/privacy/ana").status_code == 404
    wrong = senior.post("/review/privacy/ana", {"way": "part", "words": "In part."})
    assert (wrong.status_code, "Say what stays." in wrong.content.decode()) == (422, True)
    given = {"way": "part", "keep": "contact", "ground": "legal-duty", "words": "We must reach you."}
    assert senior.post("/review/privacy/ana", given).status_code == 302
    assert "We must reach you." in body(ana, "/privacy")
    assert "Nobody waits for a decision" in body(senior, "/review/privacy")


@pytest.mark.requirement("EV-3")
def test_pages_say_that_law_erased_words_and_pictures_in_the_readers_language(made: World) -> None:
    case, _photo = a_case(made)
    ((file,),) = rows("SELECT file FROM file_use WHERE platform = %s AND stream = %s", (made.platform.pk, case))
    now = clock.now()
    assert isinstance(handle(Act(made.platform.pk, "complaint.withdraw", case, made.ana, {}, at=now)), Done)
    # What still runs after that ends here, so that nothing holds it.
    ended = "UPDATE stream SET state = %s WHERE platform = %s AND id = %s RETURNING 1"
    for id in (case, "order/o-1"):
        ((state,),) = rows("SELECT state FROM stream WHERE platform = %s AND id = %s", (made.platform.pk, id))
        told = json.loads(bytes(state)) | {"deadlines": [], "reopen_until": None, "review_until": None}
        rows(ended, (json.dumps(told).encode(), made.platform.pk, id))
    handle(Act(made.platform.pk, "erasure.ask", "ana", made.ana, {}))
    handle(Act(made.platform.pk, "erasure.grant", "ana", made.senior, {"words": "Yes."}))
    rows("UPDATE outbox SET done_at = now() WHERE platform = %s RETURNING 1", (made.platform.pk,))
    carry_out(made.platform.pk, "erasure/ana", clock.now())
    ((number,),) = rows("SELECT number FROM complaint_row WHERE platform = %s", (made.platform.pk,))
    for language, said in (("en", "[erased under law on"), ("zh-hans", "依法删除］"), ("es", "[borrado por ley el")):
        ana, rita = (signed_in(made, who, **{"accept-language": language}) for who in ("ana", "rita"))
        for page in (body(ana, f"/complaints/{number}"), body(rita, f"/review/cases/{number}?tab=evidence")):
            assert said in page, (language, page[:200])
            assert "The mug has a crack." not in page
    assert "Your data was erased" in body(signed_in(made, "ana"), "/privacy")
    for who in ("ana", "boris", "rita"):
        page = body(signed_in(made, who), link("exhibit", number, file))
        assert "[erased under law on" in page, who


@pytest.mark.requirement("EV-2")
def test_a_member_sees_what_is_theirs_and_what_is_the_shops_and_the_desk_sees_as_whom_they_asked(made: World) -> None:
    case, _photo = a_case(made)
    said = {"stance": "refuses", "words": "It was whole."}
    assert isinstance(handle(Act(made.platform.pk, "complaint.answer", case, made.boris, said)), Done)
    boris, senior = signed_in(made, "boris"), signed_in(made, "senior")
    page = body(boris, "/my-data")
    for words in ("What belongs to the shop", "The person still acts for this shop", "Shop Shanyu Ceramics"):
        assert words in page, words
    assert "My data" not in page
    answer = boris.get("/my-data/copy.zip")
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        told = archive.read("data.json").decode()
        assert archive.namelist() == ["data.json"]
    assert "It was whole." in told
    assert "The mug has a crack." not in told
    assert boris.get("/privacy").headers["Location"] == "/my-data", "letters lead to the one address"
    assert boris.post("/my-data", {"words": "I leave."}).status_code == 302
    assert "You asked to have your data erased" in body(boris, "/my-data")
    desk = body(senior, "/review/privacy/boris")
    assert "Acts, or acted, for a shop" in desk
    assert "What they said for others, and that stays" in desk
    assert senior.post("/review/privacy/boris", {"way": "grant", "words": "Yes."}).status_code == 302
    rows("UPDATE outbox SET done_at = now() WHERE platform = %s RETURNING 1", (made.platform.pk,))
    carry_out(made.platform.pk, "erasure/boris", clock.now())
    assert "Part of your data was erased" in body(boris, "/my-data")
    for who, status in (("ana", 404), ("rita", 404)):
        assert signed_in(made, who).get("/my-data").status_code == status
    assert "I leave." not in body(signed_in(made, "viewer"), "/my-data"), "a colleague sees their own alone"
