"""The bill of materials names everything that is pinned, in the form that others read, and goes out with the wheel."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.audit import bill
from tests.audit.tools import ROOT, kit

CHECK = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read())
print(wrong or "")
sys.exit(bool(wrong))
"""


def valid(text: str) -> bool:
    """Whether CycloneDX's own schema takes it."""
    given = {"PYTHONPATH": str(kit("audit"))}
    return not subprocess.run([sys.executable, "-c", CHECK], input=text, env=given, text=True, check=False).returncode


def test_the_bill_fits_the_published_schema_and_a_wrong_one_does_not() -> None:
    text = bill.BILL.read_text()
    assert valid(text)
    assert not valid(text.replace('"scope": "required"', '"scope": "perhaps"', 1))


def test_the_command_makes_the_bill_that_lies_here() -> None:
    assert bill.bill() == bill.BILL.read_text()


def test_each_package_says_what_it_is_for_and_what_needs_it() -> None:
    made = json.loads(bill.BILL.read_text())
    scope = {one["name"]: one["scope"] for one in made["components"]}
    assert (scope["django"], scope["asgiref"], scope["botocore"], scope["pytest"]) == (
        "required",
        "required",
        "optional",
        "excluded",
    )
    refs = {one["bom-ref"]: one["name"] for one in made["components"]}
    on = {
        refs.get(one["ref"], "ombud"): {refs[ref] for ref in one.get("dependsOn", ())} for one in made["dependencies"]
    }
    assert "django" in on["ombud"]
    assert "asgiref" not in on["ombud"]
    assert "asgiref" in on["django"]
    assert all(one["purl"].startswith("pkg:pypi/") for one in made["components"])
    assert all(one["externalReferences"][0]["hashes"] for one in made["components"])


@pytest.fixture
def lock() -> str:
    return (
        "one==1.0 \\\n    --hash=sha256:0\n    # via -r requirements-dev.in\n"
        "two==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:0\n"
        "    # via\n    #   -r requirements-dev.in\n    #   three\n"
        "three[extra]==3.0 \\\n    --hash=sha256:0\n    # via -r requirements.in\n"
    )


def test_what_runs_at_any_distance_is_required_though_tests_need_it_too(lock: str) -> None:
    assert bill.scopes_of(lock) == {"one": "excluded", "two": "required", "three": "required"}
    assert bill.pins(lock) == {("one", "1.0"), ("two", "2.0"), ("three", "3.0")}


def test_the_wheel_carries_the_bill(tmp_path: Path) -> None:
    names = ["pyproject.toml", "README.md", "LICENSE", *(path.name for path in ROOT.glob("requirements*.in"))]
    for name in names:
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    here = tmp_path / "src" / "ombud" / "site"
    here.mkdir(parents=True)
    for place in (here, here.parent):
        (place / "__init__.py").write_text("")
    (here / bill.BILL.name).write_bytes(bill.BILL.read_bytes())
    build = "from setuptools.build_meta import build_wheel; build_wheel('.')"
    subprocess.run([sys.executable, "-c", build], cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        assert packed.read(f"ombud/site/{bill.BILL.name}") == bill.BILL.read_bytes()
