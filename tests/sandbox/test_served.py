"""The sandbox over HTTP, as the site is served for real: its role sees one platform at a time."""

import json
import urllib.request
import uuid
from datetime import datetime
from typing import Any

import pytest

from ombud.sandbox import make


@pytest.mark.requirement("EV-5")
def test_all_of_it_works_for_the_sites_own_role(site_url: str) -> None:
    made = make.create(f"sb{uuid.uuid4().hex[:8]}", "Sandbox", "market")

    def call(method: str, path: str, **fields: Any) -> Any:
        body = json.dumps(fields).encode() if method == "POST" else None
        asked = urllib.request.Request(f"{site_url}/api/v1/{path}", body, method=method)
        asked.add_header("Authorization", f"Bearer {made.token}")
        asked.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)

    hook = call("POST", "webhooks", url="https://hooks.shop.cn/", wanted=["complaint"])
    call("POST", f"webhooks/{hook['id']}/rotate")
    played = call("POST", "sandbox/scripts/complaint-filed")
    before = call("GET", "sandbox")
    after = call("POST", "sandbox/clock", to=before["next_due_at"])
    assert datetime.fromisoformat(after["now"]) >= datetime.fromisoformat(before["next_due_at"])
    assert call("POST", "sandbox/reset") == {}
    # The same key opens the fresh one at once, in whichever process answers: it is looked up again within seconds.
    again = call("GET", f"webhooks/{hook['id']}")
    assert (again["url"], again["next_idx"]) == (hook["url"], 0)
    assert call("POST", "sandbox/scripts/complaint-filed")["id"] != played["id"]
