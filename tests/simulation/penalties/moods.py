"""What the life of a penalty tends to."""

from tests.simulation.life import Mood

MOODS = (
    Mood("plain appeal", {}),
    Mood("left alone", {"begin": 0.2, "decline": 3, "decide-appeal": 0.2}, 0.6),
    Mood("appeal at last", {"appeal": 0.5, "prepare": 0.4}, 0.4),
    Mood("prepared", {"prepare": 6, "appeal": 0.1, "keep-back": 0.5}, 0.5),
    Mood("questions", {"ask": 8, "answer": 1, "decide-appeal": 0.4}, 0.25),
    Mood("condition", {"grant-on-condition": 9, "decide-appeal": 0.3, "find-incomplete": 0.2}, 0.25),
    Mood("incomplete", {"find-incomplete": 6, "decide-appeal": 0.4}, 0.2),
    Mood("taken back", {"withdraw": 9, "begin": 6, "appeal": 4, "decide-appeal": 0.4}),
    Mood("upheld", {"appeal": 3, "decide-appeal": 3, "full": 1}),
    Mood("again and again", {"begin": 4, "appeal": 4, "decide-appeal": 5, "lift": 0.1}, 0.05),
    Mood("consultation", {"consult": 12, "reply": 3, "lift": 3}),
    Mood("table replaced", {"recount": 8, "appeal": 3}),
    Mood("nobody here", {"appeal": 3, "invite": 12, "decide-appeal": 0.6}),
)
