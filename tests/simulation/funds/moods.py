"""What the life of a ruled complaint tends to, where money is watched."""

from tests.simulation.life import Mood

NOT = {"withdraw": 0.0, "escalate": 0.0, "message": 0.2, "submit": 0.2}
MOODS = (
    Mood("carried out", NOT | {"prove": 3, "verify": 3}),
    Mood("paid ahead", NOT | {"prove": 0.1, "confirm": 0, "ask-review": 0.1}, 0.6),
    Mood("paid ahead, then verified", NOT | {"prove": 0.3, "confirm": 0.3, "verify": 6, "ask-review": 0.2}, 0.5),
    Mood("reviewed", NOT | {"prove": 0.2, "confirm": 0.1, "ask-review": 9, "decide-review": 6}, 0.2),
    Mood("paid ahead, then reviewed", NOT | {"late": 1, "prove": 4, "verify": 5, "decide-review": 9}),
    Mood("reviewed, then paid ahead", NOT | {"late": 1, "prove": 0, "confirm": 0, "decide-review": 9}, 0.4),
    Mood("dear", NOT | {"dear": 1, "approve": 4, "ask-review": 3, "decide-review": 6}, 0.3),
    Mood("carried", NOT | {"carry": 4, "take-elsewhere": 1}),
)
