"""Imposing a penalty from the pages: shop, violation, then all the rest, previewed and sent."""

from typing import Any

import pytest

from ombud.ledger.connection import rows
from tests.cast import an_order
from tests.portals.reviewer.desks import a_file, now, reviewer
from tests.portals.reviewer.penalties.desks import Case, imposed, market, penalty

NEW = "/review/penalties/new"


def typed(**changed: Any) -> dict[str, Any]:
    """What a reviewer types for fictitious transactions."""
    return {
        "shop": "mugs", "violation": "fictitious-transactions", "facts": "One buyer, five orders.",
        "reasons": "Nothing was sold.", "measure": ["sales", "search"], "order": ["o-1"], "pasted": "No-2, o-3\no-1",
        **changed,
    }  # fmt: skip


def count(made: Any) -> int:
    return int(rows("SELECT count(*) FROM penalty_row WHERE platform = %s", (made.platform.pk,))[0][0])


@pytest.mark.requirement("WD-1")
def test_a_reviewer_finds_the_shop_chooses_the_violation_previews_the_notice_and_imposes_the_penalty() -> None:
    made = market()
    client = reviewer(made)
    with now():
        found = client.get(NEW, {"q": "shanyu"})
        assert [one["url"] for one in found.context["rows"]] == [f"{NEW}?shop=mugs"]
        catalogue = client.get(NEW, {"shop": "mugs"})
        assert f"{NEW}?shop=mugs&violation=fictitious-transactions" in [one["url"] for one in catalogue.context["rows"]]
        form = client.get(NEW, {"shop": "mugs", "violation": "fictitious-transactions"})
        assert [one["value"] for one in form.context["f"]["orders"]] == ["o-1", "o-2", "o-3", "o-4", "o-5"]
        assert all(one["ticked"] for one in form.context["f"]["measures"])
        preview = client.post(NEW, typed(step="preview"))
        assert "17 Mar, 00:00" in str(preview.context["preview"]["html"])
        assert count(made) == 0
        sent = client.post(NEW, typed(step="send", previewed=preview.context["previewed"]))
    assert sent.status_code == 302
    ((id, number),) = rows("SELECT id, number FROM penalty_row WHERE platform = %s", (made.platform.pk,))
    assert sent.url == f"/review/penalties/{number}"
    stands = penalty(Case(made, id, number))
    assert [one.id for one in stands.imposition.orders] == ["o-1", "o-2", "o-3"]
    assert [one.terms.kind for one in stands.measures] == ["sales-not-counted", "search-demotion"]


def test_every_slip_is_named_with_its_order_and_nothing_typed_is_lost() -> None:
    made = market()
    an_order(made, "o-9", shop="tea")
    imposed(made, orders=["o-5"])
    with now():
        page = reviewer(made).post(
            NEW, typed(facts=" ", order=["o-5"], pasted="o-9 nonsense", measure=["sales"], step="preview")
        )
    assert page.status_code == 422
    told = [one["text"] for one in page.context["errors"]]
    assert told[0] == "Say what was found."
    assert [one for one in told if "o-9" in one]
    assert [one for one in told if "nonsense" in one]
    assert [one for one in told if "is penalised for this already" in one]
    f = page.context["f"]
    assert (f["reasons"], f["pasted"]) == ("Nothing was sold.", "o-9 nonsense")
    assert [one["code"] for one in f["measures"] if one["ticked"]] == ["sales"]
    assert [one["value"] for one in f["orders"] if one["ticked"]] == ["o-5"]


def test_what_was_changed_after_its_preview_is_previewed_again() -> None:
    made = market()
    client = reviewer(made)
    with now():
        mark = client.post(NEW, typed(step="preview")).context["previewed"]
        again = client.post(NEW, typed(facts="Something else.", step="send", previewed=mark))
    assert again.context["preview_changed"]
    assert count(made) == 0


def test_a_penalty_that_needs_two_says_so_before_and_waits_for_the_second() -> None:
    made = market()
    client = reviewer(made)
    fields = {
        "shop": "mugs", "violation": "fraud", "facts": "F.", "reasons": "R.", "measure": ["account", "funds"],
        "amount-funds": "1,000.00",
    }  # fmt: skip
    with now():
        form = client.get(NEW, {"shop": "mugs", "violation": "fraud"})
        assert "A second person has to agree" in form.content.decode()
        page = client.post(NEW, {**fields, "step": "preview"})
        assert page.context["preview"]["two"]
        sent = client.post(NEW, {**fields, "step": "send", "previewed": page.context["previewed"]}, follow=True)
        assert "waits for a second person" in sent.content.decode()
        number = sent.redirect_chain[-1][0].rpartition("/")[2]
        assert client.get("/review/").status_code == 200
        own = client.get(f"/review/penalties/{number}").content.decode()
        assert "You proposed this penalty" in own
        senior = reviewer(made, "senior")
        queue = senior.get("/review/queue/penalty-approval")
        assert number in queue.content.decode()
        agreed = senior.post(f"/review/penalties/{number}/do/approve", {"agree": "yes"})
        assert agreed.status_code == 302
    assert rows("SELECT stage FROM penalty_row WHERE platform = %s", (made.platform.pk,)) == [("in-force",)]


def test_evidence_stays_with_the_form_whatever_is_refused_and_stands_in_the_notice() -> None:
    made = market()
    file = a_file(made, "rita")
    stray = a_file(made, "rolf")
    client = reviewer(made)
    with now():
        refused = client.post(NEW, typed(reasons="", file=[file, stray], step="preview"))
        assert [one["id"] for one in refused.context["f"]["files"]] == [file], "only what one uploaded oneself"
        page = client.post(NEW, typed(file=[file], step="preview"))
        sent = client.post(NEW, typed(file=[file], step="send", previewed=page.context["previewed"]))
        assert sent.status_code == 302
        notice = client.get(f"{sent.url}?tab=notice")
    assert [one["id"] for one in notice.context["notice"]["files"]] == [file]
