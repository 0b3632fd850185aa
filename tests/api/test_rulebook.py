"""Rules are published and rolled back by API as on the page, by the same rules."""

import pytest

from ombud.accounts import platforms
from tests.api.caller import Api
from tests.cast import world


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("EV-6")
def test_rules_are_published_and_called_off_by_api() -> None:
    api = Api(made := world())
    rules = {"pack": "wechat@2023.1", "since": "2026-04-01", "words": "Longer times."}

    refused = api.post("/rulebooks/rules/publish", made.rita, **rules)
    early = api.post("/rulebooks/rules/publish", made.senior, **{**rules, "since": "2026-03-12"})
    party = api.post("/rulebooks/rules/publish", made.ana, **rules)
    other = api.post("/rulebooks/another/publish", made.senior, **rules)

    assert refused.body["code"] == "no-right"
    assert (early.body["code"], early.body["field"]) == ("announced-too-late", "since")
    assert party.body["code"] == "reviewer-only"
    assert other.body["code"] == "no-such-rulebook"
    done = api.post("/rulebooks/rules/publish", made.senior, **rules)
    assert (done.status, done.body["events"]) == (200, ["RulesPublished"])
    platforms._kept.clear()
    back = {"pack": "wechat@2026.1", "since": "2026-03-10", "words": "Not yet."}
    assert api.post("/rulebooks/rules/roll-back", made.senior, **back).body["events"] == ["RulesRolledBack"]
    assert api.post("/rulebooks/rules/publish", made.senior, **{**rules, "fingerprint": "x"}).status == 422
