"""The audit finds what is planted, and says so when it couldn't look."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.audit import __main__ as audit
from tests.audit import code, holes
from tests.audit.code import Broken
from tests.long_form import deep

NOTHING: dict[str, Any] = {"rules": {}, "places": {}}
HOLED = "import subprocess\n\n\ndef convert(words):\n    subprocess.run(words, shell=True)\n"
SAID = 'NAMES = "id"\nALL = f"SELECT {NAMES} FROM event WHERE id = 1"'


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    path = tmp_path / "planted.py"
    path.write_text(HOLED)
    return path


def test_a_planted_hole_in_the_code_is_found(planted: Path) -> None:
    found = code.bandit([planted], root=planted.parent)
    assert [(one.place, one.rule) for one in found] == [("planted.py:5", "B602")]


def test_what_was_looked_at_is_let_through_by_its_number_and_told_once_it_is_gone(planted: Path) -> None:
    def found(number: int) -> list[tuple[str, str]]:
        places = {"planted.py": {"B602": [number, "the reason"], "B404": [1, "the reason"]}}
        return [
            (one.place, one.rule) for one in code.bandit([planted], {"rules": {}, "places": places}, planted.parent)
        ]

    assert found(1) == []
    assert found(0) == [("planted.py:5", "B602")]
    assert found(2) == [("planted.py", "B602")]


@pytest.mark.parametrize(
    ("comment", "let_through"),
    [
        ("# noqa: S608 - constants", True),
        ("# noqa: PLR2004, S608 (constants)", True),
        ("# noqa: S608", False),
        ("# noqa: S607 - another rule", False),
        ("# noqa", False),
    ],
)
def test_a_line_that_says_why_is_let_through_and_one_that_only_says_so_is_not(
    tmp_path: Path, comment: str, let_through: bool
) -> None:
    path = tmp_path / "statement.py"
    path.write_text(f"{SAID}  {comment}\n")
    assert [one.rule for one in code.bandit([path], NOTHING, tmp_path)] == ([] if let_through else ["B608"])


def test_a_file_that_bandit_cant_read_is_no_clean_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text("def (:\n")
    with pytest.raises(Broken, match="of 1 files"):
        code.bandit([path], NOTHING, tmp_path)


def test_each_reviewed_exception_has_its_reason() -> None:
    import tomllib

    reviewed = tomllib.loads(code.REVIEWED.read_text())
    assert set(reviewed["rules"]) == {"B101", "B404"}, "no whole rule is left out lightly"
    reasons = [
        *reviewed["rules"].values(),
        *(why for rules in reviewed["places"].values() for _n, why in rules.values()),
    ]
    assert all(len(reason) > 20 for reason in reasons)


def test_a_planted_hole_in_a_workflow_is_found(tmp_path: Path) -> None:
    assert code.workflows(tmp_path) == []
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "checks.yml").write_text(
        "on: pull_request_target\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.pull_request.title }}\n"
    )
    found = {one.rule for one in code.zizmor(code.workflows(tmp_path), tmp_path)}
    assert {"template-injection", "dangerous-triggers", "unpinned-uses"} <= found


@deep
def test_the_rules_of_our_own_see_what_is_planted_for_each_and_nothing_that_is_guarded() -> None:
    assert code.blind_rules() == set()
    led = [one for one in code.semgrep(code.PLANTED) if one.rule == "sent-into-a-redirect"]
    assert len(led) == 1


@contextmanager
def database(holed: set[str]) -> Iterator[str]:
    """A database of holes in OSV's language, which knows holes of these packages alone; its address."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"].lower()
            hole = {"id": f"HOLE-{asked}", "summary": "a hole", "affected": [], "published": "2026-01-01T00:00:00Z"}
            body = json.dumps({"vulns": [hole]} if asked in holed else {}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: Any) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def way(address: str) -> tuple[str, ...]:
    return ("--vulnerability-service", "osv", "--osv-url", address)


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text("pillow==9.0.0 \\\n    --hash=sha256:0\nsix==1.17.0 \\\n    --hash=sha256:0\nsix==1.16.0 \\\n")
    return path


def test_a_planted_hole_in_a_package_is_found(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with database({"django", "pillow"}) as address:
        asked = holes.ask([lock], [way(address)])
    assert [(one.place, one.rule) for one in asked.found] == [("requirements.lock: pillow==9.0.0", "HOLE-pillow")]
    assert (asked.pins, asked.audited) == (3, 3)
    assert audit.told(asked) == audit.FOUND
    assert "HOLE-pillow" in capsys.readouterr().out


def test_a_database_that_knows_nothing_is_none_though_the_tool_is_content(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database(set()) as address:
        asked = holes.ask([lock], [way(address)])
    assert (asked.by, asked.audited, asked.found) == ("", 0, [])
    assert audit.told(asked) == audit.UNASKED
    assert "NOT ASKED" in capsys.readouterr().out


def test_a_database_that_is_not_there_is_told_and_the_next_is_asked(lock: Path) -> None:
    away = way("http://127.0.0.1:1/v1/query")
    assert audit.told(holes.ask([lock], [away])) == audit.UNASKED
    with database({"django"}) as address:
        asked = holes.ask([lock], [away, way(address)])
    assert (asked.by, asked.found, len(asked.said)) == (address, [], 1)
    assert audit.told(asked) == audit.CLEAN


def test_without_its_tools_the_audit_says_that_it_knows_nothing(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    shutil.copytree(Path(__file__).parent, root / "tests" / "audit", ignore=shutil.ignore_patterns("__pycache__"))
    (root / ".venv").mkdir()
    (root / "src").mkdir()
    (root / "src" / "one.py").write_text(HOLED)
    (root / "requirements-audit.lock").write_text("bandit\n")  # without version and hash it is not installed
    command = [sys.executable, "-m", "tests.audit", "--quick"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == audit.UNABLE, done.stderr
    assert "Nothing is known of the rest" in done.stderr
