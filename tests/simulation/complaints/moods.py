"""What the life of a complaint tends to."""

from tests.simulation.life import Mood

MOODS = (
    Mood("plain", {}),
    Mood("peace", {"accept": 4, "agree": 4}),
    Mood("talk", {"offer": 5, "decline": 3, "escalate": 0.2, "agree": 0}),
    Mood("quarrel", {"escalate": 5, "accept": 0.1, "agree": 0, "withdraw": 0.2}),
    Mood("evidence", {"escalate": 6, "agree": 0, "request-evidence": 8, "excuse": 6, "rule": 0.4, "withdraw": 0}),
    Mood("dear", {"escalate": 6, "agree": 0, "dear": 1, "rule": 4, "withdraw": 0, "approve": 2, "reject": 2}),
    Mood("review", {"escalate": 6, "agree": 0, "rule": 6, "ask-review": 8, "withdraw": 0, "prove": 2}),
    Mood("ladder", {"agree": 0, "escalate": 6, "rule": 6, "prove": 0.1, "confirm": 0, "withdraw": 0}, 0.5),
    Mood("silence", {"answer": 0.1, "choice": 0.1, "agree": 0.1}, 0.7),
    Mood("regret", {"withdraw": 9, "reopen": 9}),
    Mood("proofs", {"agree": 3, "accept": 3, "prove": 8, "send-back": 5, "confirm": 0.2}),
    Mood("after", {"escalate": 6, "agree": 0, "rule": 8, "carry": 6, "take-elsewhere": 6, "record-outcome": 6}),
)
