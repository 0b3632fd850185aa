"""What the life of a complaint tends to, where its evidence is watched."""

from tests.simulation.life import Mood

NOT = {"withdraw": 0.1, "turn-away": 0.2}
MOODS = (
    Mood("refunded", NOT | {"agree": 6, "accept": 4, "prove": 6, "confirm": 6, "verify": 6}),
    Mood("silent shop", NOT | {"answer": 0, "agree": 0, "offer": 0, "prove": 6, "verify": 6, "confirm": 6}, 0.5),
    Mood("ruled", NOT | {"escalate": 6, "agree": 0, "rule": 8, "open-exhibits": 6, "prove": 6, "verify": 6}),
    Mood(
        "dear",
        NOT | {"escalate": 6, "agree": 0, "rule": 8, "dear": 1, "approve": 5, "reject": 3, "prove": 6, "verify": 6},
    ),
    Mood("reviewed", NOT | {"escalate": 6, "agree": 0, "rule": 8, "ask-review": 9, "decide-review": 8, "prove": 3}),
    Mood("much evidence", NOT | {"submit": 8, "message": 8, "escalate": 4, "request-evidence": 4, "rule": 0.6}),
    Mood("plain", {}),
)
