"""docs/operate.md and deploy/ say what the code does: every variable, every address, every unit."""

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.shared_data import absent

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "operate.md"
EXPOSED_MAX = 42
"""Of 100, as systemd-analyze counts: the namespaces that the jail for strangers' files needs cost a good part of it."""
READ = re.compile(
    r"""(?:environ(?:\.get|\.setdefault|\.pop)?[(\[]|flag\(|listed\(|getenv\(|_FROM\s*=\s*|get\()\s*"(OMBUD_[A-Z0-9_]+)\""""
)
"""How the code asks for a variable. Settings of Django that only bear such a name are asked for by `getattr`."""


def asked() -> set[str]:
    files = [path for path in (ROOT / "src" / "ombud").rglob("*.py") if "tests" not in path.parts]
    return {name for path in files for name in READ.findall(path.read_text())}


def test_every_variable_that_the_code_reads_has_its_row_and_no_row_is_of_none() -> None:
    first_cells = re.findall(r"^\| (`OMBUD_[^|]+)\|", DOCUMENT.read_text(), re.MULTILINE)
    rows = {name for cell in first_cells for name in re.findall(r"`(OMBUD_[A-Z0-9_]+)`", cell)}
    assert len(asked()) > 30
    assert asked() - rows == set(), "docs/operate.md, Variables: a row is missing"
    assert rows - asked() == set(), "docs/operate.md, Variables: nothing reads this"


def test_every_figure_that_is_named_exists_and_every_one_that_exists_is_named() -> None:
    code = "".join((ROOT / "src/ombud/site" / name).read_text() for name in ("figures.py", "requests.py"))
    made = set(re.findall(r'"(ombud_[a-z_]+)"', code)) - {"ombud_figures_seconds"}
    named = {name.removesuffix("_total") for name in re.findall(r"`(ombud_[a-z_]+)", DOCUMENT.read_text())}
    roles = {"ombud_owner", "ombud_app", "ombud_web"}
    assert named - roles == made


def parser_of(command: str) -> argparse.ArgumentParser:
    from ombud.site.cli import command_named

    parser = argparse.ArgumentParser()
    command_named(command).add_arguments(parser)
    return parser


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    found = {one for action in parser._actions for one in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found = found.union(*(options_of(one) for one in action.choices.values()))
    return found


def test_every_option_that_a_document_gives_a_command_is_taken() -> None:
    from ombud.site.cli import command_names

    unknown, seen = set(), 0
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for command, rest in re.findall(r"\bombud ([a-z-]+)([^`|\n(;:]*)", path.read_text()):
            wanted = set(re.findall(r"(?<!\S)--[a-z-]+", rest)) if command in command_names() else set()
            seen += len(wanted)
            if wanted:
                unknown |= {(path.name, command, one) for one in wanted - options_of(parser_of(command))}
    assert unknown == set()
    assert seen > 20


def test_the_commands_in_the_units_exist_and_systemd_understands_them(tmp_path: Path) -> None:
    from ombud.site.cli import command_names

    units = sorted((ROOT / "deploy" / "systemd").iterdir())
    assert len(units) >= 6
    for unit in units:
        for line in re.findall(r"^ExecStart=/opt/ombud/\.venv/bin/ombud (.+)", unit.read_text(), re.MULTILINE):
            command, *words = line.split()
            assert command in command_names()
            parser_of(command).parse_args(words)  # ends the test where the command doesn't take them
        text = unit.read_text().replace("/opt/ombud/.venv/bin/ombud", "/bin/true").replace("/opt/ombud/docs", "/usr")
        (tmp_path / unit.name).write_text(text)
    if shutil.which("systemd-analyze") is None:
        absent("systemd-analyze is not installed (Debian: systemd)")
    found = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(["systemd-analyze", "verify", *found], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for path in found:
        if path.endswith(".service"):
            command = ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSED_MAX}", path]
            asked_of = subprocess.run(command, capture_output=True, text=True, check=False)
            assert asked_of.returncode == 0, asked_of.stdout.splitlines()[-1:]


@pytest.mark.parametrize("name", ["ombud.env", "owner.env"])
def test_the_example_files_name_only_variables_that_are_read(name: str) -> None:
    given = set(re.findall(r"^([A-Z_0-9]+)=", (ROOT / "deploy" / name).read_text(), re.MULTILINE))
    assert given - {"DATABASE_URL"} <= asked()
