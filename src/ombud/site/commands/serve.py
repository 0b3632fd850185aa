"""`ombud serve`: the site, the evidence origin and the worker, with a PostgreSQL of our own where none is given."""

import argparse
import os
import shutil
import socket
import sys
from pathlib import Path

from ombud.site import environment, postgres, serving
from ombud.site.announce import Announcer
from ombud.site.supervisor import Asked, Child, ChildKeepsDying, finish, keep_running

HELP = "Serve the site, the evidence origin and the worker until Ctrl-C."
DEFAULT_PORT = 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The port comes from OMBUD_PORT too; the evidence origin takes the next one."""
    parser.add_argument("--demo", action="store_true", help="fill a demo world and let anyone on this machine sign in")
    parser.add_argument("--fresh", action="store_true", help="with --demo: forget the old world and start anew")
    parser.add_argument("--port", type=int, default=int(os.environ.get("OMBUD_PORT") or DEFAULT_PORT))
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument(
        "--only",
        choices=("site", "evidence"),
        help="one of several: serve this alone, on the database that DATABASE_URL names, which ombud migrate prepares",
    )
    parser.add_argument("--workers", type=int, default=serving.WORKERS, help="web processes (default: %(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; 0 after a clean stop."""
    if arguments.fresh and not arguments.demo:
        print("ombud: --fresh is for the demo world only (ombud serve --demo --fresh).", file=sys.stderr)
        return 2
    if arguments.only and not os.environ.get("DATABASE_URL"):
        print("ombud: --only is for one of several, which share the database that DATABASE_URL names.", file=sys.stderr)
        return 2
    for port in _ports(arguments):
        if _taken(arguments.host, port):
            print(f"ombud: Port {port} is taken. Choose another: OMBUD_PORT=8100 bin/demo", file=sys.stderr)
            return 1
    _say_origins(arguments)
    try:
        return _serve(arguments, Asked())
    except ChildKeepsDying as problem:
        print(f"ombud: {problem}", file=sys.stderr)
        return 1


def _serve(arguments: argparse.Namespace, asked: Asked) -> int:
    if os.environ.get("DATABASE_URL"):
        if arguments.fresh:
            print("ombud: --fresh never empties a database that was given by DATABASE_URL.", file=sys.stderr)
            return 2
        return _prepare_and_serve(arguments, asked, None)
    folder = postgres.standing_place(environment.CHECKOUT, environment.data_folder())
    if arguments.fresh:
        _forget(folder)
    own = Own(folder)
    try:
        return _prepare_and_serve(arguments, asked, own)
    finally:
        own.running.stop()


class Own:
    """Our own PostgreSQL, taken up again should it die."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running = postgres.start(folder)
        os.environ.update(
            DATABASE_URL=self.running.app_url,
            OMBUD_OWNER_DATABASE_URL=self.running.owner_url,
            OMBUD_WEB_DATABASE_URL=self.running.web_url,
        )

    def look(self) -> None:
        """Start it again where it was killed; it recovers by itself."""
        if not self.running.alive:
            print("ombud: PostgreSQL ended; starting it again.", file=sys.stderr)
            self.running = postgres.start(self.folder)


def _prepare_and_serve(arguments: argparse.Namespace, asked: Asked, own: Own | None) -> int:
    flags = [flag for flag in ("demo", "fresh") if getattr(arguments, flag)]
    flags += ["one-of-several"] if arguments.only else []
    command = [sys.executable, "-m", "ombud.site.prepare", *(f"--{flag}" for flag in flags)]
    if not finish(Child(name="the preparation", command=command), asked) and not asked.to_end:
        print("ombud: The site could not be prepared; what went wrong stands above.", file=sys.stderr)
        return 1
    os.environ.pop("OMBUD_OWNER_DATABASE_URL", None)  # none of the processes that serve may act as the owner
    announcer = Announcer(arguments.host, _ports(arguments), os.environ["OMBUD_ORIGIN"])

    def look() -> None:
        if own is not None:
            own.look()
        announcer.look()

    keep_running(_children(arguments), asked, look)
    print("Stopped.", flush=True)
    return 0


def _ports(arguments: argparse.Namespace) -> list[int]:
    """Of the site and, one higher, of the evidence origin; of one alone the given one."""
    if arguments.only or not serving.evidence_exists():
        return [arguments.port]
    return [arguments.port, arguments.port + 1]


def _children(arguments: argparse.Namespace) -> list[Child]:
    port, host = _ports(arguments)[-1], arguments.host
    site = Child(
        name="the site",
        command=serving.site_command(arguments.port, workers=arguments.workers, host=host),
        more=serving.fenced(),
    )
    evidence = Child(
        name="the evidence origin",
        command=serving.evidence_command(port, host=host),
        more={"OMBUD_ROLE": "evidence", **serving.fenced()},
    )
    if arguments.only:
        return [evidence if arguments.only == "evidence" else site]
    worker = Child(name="the worker", command=[sys.executable, "-m", "ombud.site.cli", "worker"])
    return [site, *([evidence] if serving.evidence_exists() else []), worker]


def _say_origins(arguments: argparse.Namespace) -> None:
    """Tell the settings where people reach us, unless the operator has."""
    os.environ.setdefault("OMBUD_ORIGIN", f"http://localhost:{arguments.port}")
    os.environ.setdefault("OMBUD_EVIDENCE_ORIGIN", f"http://localhost:{arguments.port + 1}")
    if arguments.demo:
        os.environ["OMBUD_DEMO"] = "1"


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _forget(folder: Path) -> None:
    """Remove the demo's database and evidence, and only these."""
    if postgres.already_running(folder):
        raise postgres.PostgresProblem(f"The demo's PostgreSQL still runs ({folder}). Stop the other bin/demo first.")
    for old in [*folder.glob("data-*"), environment.data_folder() / "vault"]:
        if old.exists():
            shutil.rmtree(old)
