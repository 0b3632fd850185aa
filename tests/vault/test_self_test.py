"""The self-test believes no jail: each fence that is missing is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest

from ombud.vault.isolation import jails
from ombud.vault.isolation.decode import Door
from ombud.vault.isolation.inside.probes import PROBES
from ombud.vault.isolation.jails import Jail
from ombud.vault.isolation.selftest import SelfTest, prove

LOAD = "import sys; sys.path[:0] = {paths!r}; from inside import fences, landlock, seccomp, worker; "
NO_FENCES = LOAD + "fences.raise_all = lambda *_: None; worker.main()"
NO_FILTER = LOAD + "seccomp.close_the_kernel = lambda: None; worker.main()"
NO_LANDLOCK_NO_FILTER = LOAD + (
    "seccomp.close_the_kernel = landlock.close_the_files = lambda: None; fences.landlock = landlock; worker.main()"
)
NO_LIMITS = LOAD + "fences._limit = lambda *_: None; worker.main()"
BROKEN = "raise SystemExit(3)"


def escaped(test: SelfTest) -> set[str]:
    return {finding.tried for finding in test.findings if not finding.held}


def need_bubblewrap() -> str:
    program = next((jail.command[0] for jail in jails.possible() if jail.name == "bubblewrap"), None)
    if program is None:
        from tests.shared_data import absent

        absent("bubblewrap is not installed (Debian: bubblewrap)")
    return str(program)


def test_every_escape_fails_and_decoding_works_in_each_jail(each_jail: Jail, tmp_path: Path) -> None:
    test = prove(each_jail, tmp_path)
    assert escaped(test) == set()
    assert test.holds
    assert [finding.tried for finding in test.findings] == [*PROBES, "decode-png", "decode-pdf"]


def test_the_better_jail_holds_where_the_kernel_s_settings_are_read_only_as_in_the_units(tmp_path: Path) -> None:
    program = need_bubblewrap()
    tried = f"""
from pathlib import Path
from ombud.vault.isolation.jails import bubblewrap
from ombud.vault.isolation.selftest import prove
test = prove(bubblewrap({program!r}), Path({str(tmp_path)!r}))
print(test.holds, len(test.findings), [one.detail for one in test.findings if not one.held][:1])
"""
    read_only = 'mount --bind /proc/sys /proc/sys && mount -o remount,ro,bind /proc/sys && exec "$@"'
    command = [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        read_only,
        "sh",
        sys.executable,
        "-c",
        tried,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unshare" in done.stderr or "mount" in done.stderr:
        from tests.shared_data import absent

        absent(f"no namespace can be made here: {done.stderr.strip()}")
    assert done.stdout.strip() == f"True {len(PROBES) + 2} []", done.stderr


def test_without_any_fence_every_escape_is_seen(tmp_path: Path) -> None:
    test = prove(jails.bare(NO_FENCES), tmp_path)
    assert escaped(test) == set(PROBES)
    assert not test.holds


def test_bubblewrap_without_the_filter_is_not_enough(tmp_path: Path) -> None:
    test = prove(jails.bubblewrap(need_bubblewrap(), NO_FILTER), tmp_path)
    assert not test.holds
    assert "new-code" in escaped(test)
    assert escaped(test).isdisjoint({"connect", "open-for-writing", "read-host", "read-vault"})


def test_bubblewrap_alone_hides_the_host_but_lets_programs_start(tmp_path: Path) -> None:
    test = prove(jails.bubblewrap(need_bubblewrap(), NO_LANDLOCK_NO_FILTER), tmp_path)
    assert {"new-code", "exec"} <= escaped(test)
    assert escaped(test).isdisjoint({"connect", "open-for-writing", "read-host", "read-vault"})


def test_landlock_without_the_filter_is_not_enough(tmp_path: Path) -> None:
    test = prove(jails.bare(NO_FILTER), tmp_path)
    assert not test.holds
    assert {"datagram", "new-code"} <= escaped(test)
    assert escaped(test).isdisjoint({"open-for-writing", "read-host", "read-vault", "exec"})


def test_missing_limits_are_seen(tmp_path: Path) -> None:
    assert escaped(prove(jails.bare(NO_LIMITS), tmp_path)) == {"memory"}


@pytest.mark.parametrize("command", [("/nonexistent/bwrap",), ("/bin/false",), ("/bin/echo", "ok")])
def test_a_jail_that_says_nothing_holds_nothing(command: tuple[str, ...], tmp_path: Path) -> None:
    test = prove(Jail(name="none", command=command), tmp_path)
    assert escaped(test) == {*PROBES, "decode-png", "decode-pdf"}


def test_a_jail_in_which_nothing_can_be_decoded_does_not_hold(tmp_path: Path) -> None:
    assert not prove(jails.bare(BROKEN), tmp_path).holds


def test_the_first_jail_that_holds_is_used_and_the_weak_one_before_it_named(tmp_path: Path, jail: Jail) -> None:
    door = Door(lambda: iter([jails.bare(NO_FILTER), jail]))
    assert door.jail(tmp_path) == jail
    assert [test.holds for test in door.self_tests(tmp_path)] == [False, True]


def test_with_only_weak_jails_the_door_stays_shut(tmp_path: Path) -> None:
    door = Door(lambda: iter([jails.bare(NO_FILTER)]))
    assert door.jail(tmp_path) is None
    assert [test.holds for test in door.self_tests(tmp_path)] == [False]


def test_without_any_jail_the_door_stays_shut(tmp_path: Path) -> None:
    door = Door(lambda: iter([]))
    assert door.jail(tmp_path) is None
    assert door.self_tests(tmp_path) == ()


def test_the_process_that_takes_files_never_loads_a_decoder() -> None:
    look = (
        "import django, sys; django.setup(); import ombud.vault.serve, ombud.vault.deposit; print(sorted(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True).stdout
    assert "ombud.vault.isolation.decode" in loaded
    assert "PIL" not in loaded
    assert "pdfium" not in loaded
