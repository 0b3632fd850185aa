"""Both verifiers at once: whatever one finds in a paper, the other must find too."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ombud.ledger.log import standalone
from ombud.ledger.log.verify import Held, examine, verdict

Found = list[tuple[str, str, str]]


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """What both verifiers find, which must be the same."""

    def run(paper: bytes, *words: str, held: Held = Held()) -> Found:  # noqa: B008 - an immutable default
        place = tmp_path / "paper.json"
        place.write_bytes(paper)
        found = [tuple(one) for one in examine(paper, _beside(tmp_path), held)]
        monkeypatch.setattr(sys, "argv", ["verify.py", str(place), *words])
        status = standalone.main()
        told = [(line[:5].strip(), *line[6:].partition(" ")[::2]) for line in capsys.readouterr().out.splitlines()]
        theirs = [(grade, code, about.strip()) for grade, code, about in told]
        # What can't be read is given up by ours as a whole, and by the other where it comes to it.
        given_up = found[-1][:2] == ("bad", "unreadable") and "bad" in {grade for grade, *_ in theirs}
        assert given_up or theirs == [tuple(map(_printed, one)) for one in found], paper
        assert status == verdict([*examine(paper, _beside(tmp_path), held)])
        return found  # type: ignore[return-value]

    return run


def _printed(text: str) -> str:
    """What a paper says, without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _beside(folder: Path) -> Callable[[str], bytes | None]:
    return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None
