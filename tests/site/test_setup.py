"""`bin/setup` and `bin/demo` on machines that lack something, and the catalogues they compile."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ombud.site.catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("bash", "cat", "cut", "dirname", "env", "id", "mkdir", "python3", "rm", "sh", "sha256sum", "chmod", "mktemp")


@pytest.fixture
def bare_machine(tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH has the shell's own tools and nothing that setup may look for."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found, name
        (programs / name).symlink_to(found)
    kept = {name: value for name, value in os.environ.items() if name not in {"CHROMIUM", "CI"}}
    return {**kept, "PATH": str(programs), "OMBUD_NO_APT": "1"}


def test_setup_names_each_missing_package_and_what_it_serves_and_goes_on(bare_machine: dict[str, str]) -> None:
    done = subprocess.run([ROOT / "bin" / "setup"], env=bare_machine, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "chromium: the browser tests" in done.stdout
    assert "bubblewrap: the separate process that decodes uploads" in done.stdout
    assert "sudo apt-get install" in done.stdout


def test_setup_says_nothing_when_nothing_is_missing() -> None:
    subprocess.run([ROOT / "bin" / "setup"], capture_output=True, check=True)
    again = subprocess.run([ROOT / "bin" / "setup"], capture_output=True, text=True, check=True)
    if "Not installed" not in again.stdout:
        assert again.stdout == ""


def test_only_stale_catalogues_are_compiled(tmp_path: Path) -> None:
    po = tmp_path / "locale" / "es" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Help"\nmsgstr "Ayuda"\n')
    assert compile_catalogues(tmp_path) == [po.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
    later = po.with_suffix(".mo").stat().st_mtime_ns + 10**9
    os.utime(po, ns=(later, later))
    assert compile_catalogues(tmp_path) == [po.with_suffix(".mo")]


def test_a_compiled_catalogue_speaks_the_language(tmp_path: Path) -> None:
    import gettext

    po = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Help"\nmsgstr "Ayuda"\n')
    compile_catalogues(tmp_path)
    assert gettext.translation("django", str(tmp_path), ["es"]).gettext("Help") == "Ayuda"


THEIRS = {"requirements-faults", "requirements-audit", "requirements-semgrep"}
OURS = [path for path in ROOT.glob("requirements*.in") if path.stem not in THEIRS]
"""Without what a trial or the audit installs for itself, from a lock file of its own."""


def test_the_lock_file_holds_every_package_that_is_asked_for() -> None:
    locked = {line.partition("==")[0].lower() for line in (ROOT / "requirements.lock").read_text().splitlines()}
    for path in OURS:
        for line in path.read_text().splitlines():
            name = line.partition("#")[0].strip().lower()
            for sign in "[~=<>;":
                name = name.partition(sign)[0].strip()
            if name:
                assert name.replace("_", "-") in locked, f"{name} of {path.name} is not locked: run bin/lock"


def test_each_direct_package_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text().lower()
    for path in OURS:
        for line in path.read_text().splitlines():
            name = (
                line.partition("#")[0]
                .strip()
                .partition("~")[0]
                .partition("=")[0]
                .partition("[")[0]
                .partition(">")[0]
                .partition("<")[0]
                .partition(";")[0]
            )
            assert name.strip().lower() in reasons, f"{name} of {path.name} has no line in docs/dependencies.md"
