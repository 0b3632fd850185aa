"""Clients that file complaints and answer them whenever it happens: in time, late, or with the clock set back since."""

import json
import time

from tests.kill.load import THINKING_SECONDS_MAX, Acknowledged, Call, Client, _filing, _order

SELLER = "merchant:mugs:boris"
WORDS = {"words": "We have looked into it."}


class Acting(Client):
    """One client. A refusal is a definite answer too."""

    def _case(self, id: str) -> None:
        self._told("PUT", f"orders/{id}", "", _order(id), f"{id}-tell")
        filed = self._told("POST", "complaints", f"consumer:{id}", _filing(id), f"{id}-file")
        if filed.status in (200, 201):
            self.open.append((id, json.loads(filed.body)["id"]))
        for n in range(2):
            if not self.open:
                return
            whose, case = self.chance.choice(self.open)
            key = f"{id}-{n}-{case}"
            if self.chance.random() < 0.6:
                self._told("POST", f"complaints/{case}/answer", SELLER, {"stance": "refuses", **WORDS}, key)
            elif self.chance.random() < 0.7:
                self._told("POST", f"complaints/{case}/message", f"consumer:{whose}", WORDS, key)
            else:
                self._told("POST", f"complaints/{case}/withdraw", f"consumer:{whose}", {}, key)

    def _told(self, method: str, path: str, actor: str, body: dict[str, object], key: str) -> Acknowledged:
        """Ask until there is an answer; now and then once more, which must answer the same."""
        call = Call(method, path, actor, body, key)
        time.sleep(self.chance.uniform(0, THINKING_SECONDS_MAX))
        done = self._until_answered(call)
        self.said.append(done)
        if done.status in (200, 201) and self.chance.random() < 0.2:
            again = self._until_answered(call)
            if (again.status, again.body) != (done.status, done.body):
                self.wrong.append(f"{key}: {done.status} {done.body!r}, then {again.status} {again.body!r}")
        return done

    def run(self) -> None:
        """Work until told to stop."""
        self.open: list[tuple[str, str]] = []
        super().run()
