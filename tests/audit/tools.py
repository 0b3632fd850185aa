"""What the audit installs for itself, each kit from a lock file of its own: no part of the product or its tests."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KITS = {"audit": "bandit, pip-audit, CycloneDX and zizmor", "semgrep": "Semgrep"}


class NotInstalled(Exception):
    """A kit that isn't here and couldn't be installed."""


def kit(name: str) -> Path:
    """The folder with this kit, installed at the first call after its lock file changed. Raises NotInstalled."""
    lock = ROOT / f"requirements-{name}.lock"
    folder = ROOT / ".venv" / f"{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if not folder.exists():
        print(f"Installing {KITS[name]} from {lock.name} ...", file=sys.stderr)
        half = folder.with_name(f"{folder.name}.{os.getpid()}")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command = [*pip, "--require-hashes", "--target", half, "-r", lock]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            said = done.stderr.strip().splitlines()[-1:]
            raise NotInstalled(f"{KITS[name]} couldn't be installed from {lock.name}: {' '.join(said)}")
        if not folder.exists():  # nobody else was faster
            half.rename(folder)
    return folder


def run(name: str, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """A program or a module (`-m`) of a kit, its output as text; its own packages come first. Raises NotInstalled."""
    folder = kit(name)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "SEMGREP", "ZIZMOR"))}
    given = {**kept, "PYTHONPATH": str(folder), "PATH": f"{folder / 'bin'}:{os.environ.get('PATH', '')}"}
    program = [sys.executable] if command[0] == "-m" else [folder / "bin" / command[0]]
    rest = command if command[0] == "-m" else command[1:]
    return subprocess.run([*program, *rest], cwd=ROOT, env=given, capture_output=True, text=True, check=False)
