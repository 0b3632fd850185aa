"""Patroni and what it needs, installed for this harness alone, where PostgreSQL's user can reach them."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ombud.site.environment import data_folder
from ombud.site.postgres.place import ROOTS_FOLDER, made_folder, system_user

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-faults.lock"
VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"


def patroni() -> tuple[list[str], dict[str, str]]:
    """The command that starts Patroni, and what it needs in its environment; installed at the first call."""
    name = f"faults-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    folder = made_folder(ROOTS_FOLDER if os.geteuid() == 0 else data_folder(), mode=0o755) / name
    if not folder.exists():
        print("Installing Patroni from requirements-faults.lock ...", file=sys.stderr)
        half = folder.with_name(f"{name}.{os.getpid()}")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--require-hashes", "--target", half, "-r", LOCK], check=True)
        for path in [half, *half.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)  # whatever the umask says
        half.rename(folder)
    return [_python(), "-m", "patroni"], {"PYTHONPATH": str(folder)}


def etcd() -> str | None:
    """etcd's program; Debian's package is installed where we are root and may."""
    if shutil.which("etcd") is None and os.geteuid() == 0 and not os.environ.get("OMBUD_NO_APT"):
        print("Installing etcd-server ...", file=sys.stderr)
        asked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}  # not started by the system
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "etcd-server"]
        if subprocess.run(command, env=asked, stdout=sys.stderr, check=False).returncode:
            subprocess.run(["apt-get", "update", "-qq"], env=asked, stdout=sys.stderr, check=False)
            subprocess.run(command, env=asked, stdout=sys.stderr, check=False)
    return shutil.which("etcd")


def _python() -> str:
    """An interpreter of our own version that the user can run: ours may lie where only we can enter."""
    user = system_user()
    for candidate in (os.path.realpath(sys.executable), f"/usr/bin/{VERSION}", f"/usr/local/bin/{VERSION}"):
        try:
            done = subprocess.run(
                [candidate, "-c", ""], cwd="/", check=False, capture_output=True, **user.as_that_user()
            )
        except OSError:
            continue
        if done.returncode == 0:
            return candidate
    raise AssertionError(f"the user {user.name} can run no {VERSION} (Debian: {VERSION})")
