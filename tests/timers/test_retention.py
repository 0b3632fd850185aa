"""What was kept for as long as it may be goes on the day, by a fake clock; what a law holds stays."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ombud.accounts.models import Draft, Person
from ombud.core.policy.retention import Retention
from ombud.desk.handle import Done
from ombud.desk.handle_many import let_time_pass
from ombud.ledger import check as chains
from ombud.ledger.connection import rows
from ombud.ledger.words import texts_of
from ombud.timers.retention import purge
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.models import EvidenceFile
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.vault import made as pictures

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT = timedelta(days=Retention().cases)


@pytest.fixture
def made(settings: Any, tmp_path: Path) -> World:
    settings.VAULT = tmp_path / "vault"
    return world()


def a_picture(made: World) -> EvidenceFile:
    kept = deposit(made.platform.pk, pictures.photo(300 + made.platform.pk % 900, 200), "a.jpg", "ana", MONDAY)
    assert isinstance(kept, Deposited)
    return kept.file


def a_closed_case(made: World, order: str, file: EvidenceFile) -> str:
    case = a_complaint(made, an_order(made, order), files=[{"file": str(file.id)}]).id
    made.do("complaint.withdraw", case, made.ana, MONDAY + HOUR)
    let_time_pass([(made.platform.pk, case)], MONDAY + 60 * DAY)
    return case


def moved(made: World, case: str) -> Any:
    ((at,),) = rows("SELECT moved_at FROM complaint_row WHERE platform = %s AND id = %s", (made.platform.pk, case))
    return at


def stop(made: World, stream: str) -> None:
    """Nothing of this order is due any more; in life it ended years before anything is purged."""
    ((state,),) = rows("SELECT state FROM stream WHERE platform = %s AND id = %s", (made.platform.pk, stream))
    done = json.dumps(json.loads(bytes(state)) | {"deadlines": []}).encode()
    rows("UPDATE stream SET state = %s WHERE platform = %s AND id = %s RETURNING 1", (done, made.platform.pk, stream))


def purged(made: World, at: Any) -> dict[str, int]:
    return {kind: n for (_, kind), n in purge(at, only=made.platform.pk).items()}


def test_a_closed_case_goes_on_its_day_and_not_before_and_only_once(made: World) -> None:
    case = a_closed_case(made, "o-1", file := a_picture(made))
    day = moved(made, case) + KEPT
    assert purged(made, day - timedelta(seconds=1)) == {}
    assert texts_of(made.platform.pk, case)
    assert purged(made, day) == {"cases": 1}
    assert texts_of(made.platform.pk, case) == {}
    assert EvidenceFile.objects.get(id=file.id).erased_on is not None
    assert purged(made, day + DAY) == {}
    assert [one for one in (*chains.broken(), *chains.lost()) if one.platform == made.platform.pk] == []


@pytest.mark.requirement("EV-4")
def test_a_file_that_a_live_case_names_too_stays_until_that_is_over(made: World) -> None:
    file = a_picture(made)
    case = a_closed_case(made, "o-1", file)
    live = a_complaint(made, an_order(made, "o-2"), files=[{"file": str(file.id)}]).id
    day = moved(made, case) + KEPT
    assert purged(made, day) == {"cases": 1}
    assert EvidenceFile.objects.get(id=file.id).erased_on is None
    assert texts_of(made.platform.pk, live)


def test_a_draft_goes_after_its_season(made: World) -> None:
    ana = Person.objects.get(platform=made.platform, ref="ana")
    draft = Draft.objects.create(platform=made.platform, person=ana, form="file")
    after = draft.saved_at + timedelta(days=Retention().drafts)
    assert purged(made, after - timedelta(seconds=1)) == {}
    assert purged(made, after) == {"drafts": 1}


def test_a_talk_goes_after_its_last_message_unless_a_case_about_its_order_lives(made: World) -> None:
    an_order(made)
    assert isinstance(made.do("conversation.say", "o-1", made.ana, MONDAY, words="Is it whole?"), Done)
    stop(made, "order/o-1")
    over = MONDAY + timedelta(days=Retention().talks)
    case = a_complaint(made, "o-1").id
    assert purged(made, over) == {}
    made.do("complaint.withdraw", case, made.ana, MONDAY + HOUR)
    let_time_pass([(made.platform.pk, case)], MONDAY + 60 * DAY)
    stop(made, "order/o-1")
    assert purged(made, over - timedelta(seconds=1)).get("talks") is None
    assert purged(made, over)["talks"] == 1
    assert texts_of(made.platform.pk, "conversation/o-1") == {}


def test_what_was_kept_for_an_order_goes_some_days_after_its_date(settings: Any, tmp_path: Path) -> None:
    settings.VAULT = tmp_path / "vault"
    made = world("weidian")
    an_order(made)
    file = a_picture(made)
    keep = {"files": [{"file": str(file.id), "kind": "other"}], "words": "The seller said so."}
    assert isinstance(made.do("order_vault.keep", "o-1:consumer", made.ana, **keep), Done)
    until = "SELECT until FROM order_vault_item WHERE platform = %s"
    over = rows(until, (made.platform.pk,))[0][0] + timedelta(days=Retention().kept)
    let_time_pass([(made.platform.pk, "order_vault/o-1:consumer")], over)
    stop(made, "order/o-1")
    assert purged(made, over - timedelta(seconds=1)) == {}
    assert purged(made, over) == {"kept": 1}
    assert EvidenceFile.objects.get(id=file.id).erased_on is not None
    assert texts_of(made.platform.pk, "order_vault/o-1:consumer") == {}
