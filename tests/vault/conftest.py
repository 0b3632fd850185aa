"""The door as this machine offers it; without one the tests of decoding can't say anything."""

import itertools
from pathlib import Path

import pytest

from ombud.vault.isolation import jails, self_tests
from ombud.vault.isolation.jails import Jail
from tests.shared_data import absent


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for `each_jail` runs in each that this machine might offer."""
    if "each_jail" in metafunc.fixturenames:
        possible = list(jails.possible())
        metafunc.parametrize("each_jail", possible, ids=[jail.name for jail in possible])


@pytest.fixture(scope="session")
def jail() -> Jail:
    """The jail in use."""
    tests = self_tests()
    if not (tests and tests[-1].holds):
        absent(f"no jail of this machine holds: {tests}")
    return next(jail for jail in jails.possible() if jail.name == tests[-1].jail)


_PLATFORMS = itertools.count(710_001)


@pytest.fixture
def platform() -> int:
    """A platform that no other test has."""
    return next(_PLATFORMS)


@pytest.fixture
def vault(tmp_path: Path, settings: object) -> Path:
    """An empty vault of this test's own."""
    settings.VAULT = tmp_path / "vault"  # type: ignore[attr-defined]
    return tmp_path / "vault"
