"""Two PostgreSQL nodes under Patroni with one etcd or three, on this machine, and ways to lose one without a word."""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from ombud.site.dies_with_parent import dies_with_parent
from ombud.site.postgres.binaries import find_binaries, usable_by
from ombud.site.postgres.place import made_folder, system_user
from ombud.site.postgres.secret import APP, DATABASE, OWNER, WEB

TTL, LOOP_WAIT, RETRY_TIMEOUT = 20, 5, 5
READY_SECONDS_MAX = 120


Patroni = tuple[list[str], dict[str, str]]
"""The command that starts it, and what it needs in its environment."""


class Node(NamedTuple):
    """One node: its name, where its PostgreSQL and its Patroni answer."""

    name: str
    port: int
    rest_port: int


class Cluster:
    """What runs. Start and stop from the main thread only."""

    def __init__(self, folder: Path, patroni: Patroni, etcd: str, etcds: int = 1) -> None:
        self.folder, self._patroni, self._etcd_program = folder, patroni, etcd
        self.system = system_user()
        self.bin = usable_by(find_binaries("any", None), self.system, folder).folder
        ports = _free_ports(4 + 2 * etcds)
        self.nodes = (Node("one", *ports[0:2]), Node("two", *ports[2:4]))
        self.etcds = {f"etcd{n}": (ports[4 + 2 * n], ports[5 + 2 * n]) for n in range(etcds)}
        """The ports of each for those that ask it, and for its peers."""
        self.words = {name: secrets.token_urlsafe(18) for name in ("postgres", "standby", OWNER, APP, WEB)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def url(self, role: str) -> str:
        """The address of whichever node takes writes: what an installation gives as DATABASE_URL."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        more = "target_session_attrs=read-write&connect_timeout=2&tcp_user_timeout=5000"
        return f"postgresql://{role}:{self.words[role]}@{hosts}/{DATABASE}?{more}"

    def start(self) -> None:
        """etcd, both nodes, roles and the database; returns once the second node is a synchronous standby."""
        for name in self.etcds:
            self._own(name)
            self.start_etcd(name)
        self.wait_for(lambda: all(map(self.etcd_answers, self.etcds)))
        for node in self.nodes:
            self._own(node.name)
            path = self.folder / f"{node.name}.json"  # JSON is YAML
            path.write_text(json.dumps(self._configuration(node)))
            path.chmod(0o600)
            os.chown(path, self.system.uid, self.system.gid)
            self.start_node(node)
            self.wait_for(lambda: self.primary() is not None)
        self._make_roles()
        self.wait_until_synchronous()

    def start_etcd(self, name: str) -> None:
        """One of them; what it knew before, it still knows."""
        client, peer = (f"http://127.0.0.1:{port}" for port in self.etcds[name])
        every = ",".join(f"{one}=http://127.0.0.1:{peers}" for one, (_clients, peers) in self.etcds.items())
        self._run(name, [
            self._etcd_program, "--name", name, "--data-dir", str(self.folder / name), "--listen-client-urls", client,
            "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--initial-cluster", every,
        ])  # fmt: skip

    def etcd_answers(self, name: str) -> bool:
        """Whether it is one of a majority that agrees on who leads."""
        where = f"http://127.0.0.1:{self.etcds[name][0]}/health"
        with suppress(OSError, ValueError), urllib.request.urlopen(where, timeout=2) as answer:
            return str(json.load(answer)["health"]) == "true"
        return False

    def kill_etcd(self, name: str) -> None:
        """End one without a word."""
        lost = self._running.pop(name)
        lost.kill()
        lost.wait()

    def start_node(self, node: Node) -> None:
        """Patroni starts PostgreSQL, rewinds it where needed, and joins."""
        self._run(node.name, [*self._patroni[0], str(self.folder / f"{node.name}.json")])

    def primary(self) -> Node | None:
        """The node that says it holds the lead and takes writes."""
        for node in self.nodes:
            where = f"http://127.0.0.1:{node.rest_port}/primary"
            with suppress(OSError, ValueError), urllib.request.urlopen(where, timeout=2) as answer:
                if json.load(answer)["state"] == "running":
                    return node
        return None

    def kill(self, node: Node) -> None:
        """End the whole node as a power cut would: Patroni, PostgreSQL and every process of it."""
        patroni = self._running.pop(node.name)
        postmaster = int((self._data(node) / "postmaster.pid").read_text().split()[0])
        patroni.kill()
        for pid in (postmaster, *_children(postmaster)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        patroni.wait()

    def wait_until_synchronous(self) -> None:
        """Until every write waits for both nodes, and etcd knows that the second may take over. PostgreSQL alone
        says it earlier: a primary lost in between leaves nobody who may take over."""
        self.wait_for(lambda: "sync_standby" in self._parts())

    def _parts(self) -> list[str]:
        """What each node is, as the primary knows it."""
        if (primary := self.primary()) is None:
            return []
        where = f"http://127.0.0.1:{primary.rest_port}/cluster"
        with suppress(OSError, ValueError), urllib.request.urlopen(where, timeout=2) as answer:
            return [one["role"] for one in json.load(answer)["members"]]
        return []

    def wait_for(self, what: Any) -> None:
        """Until it is so."""
        until = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < until:
            if what():
                return
            time.sleep(0.1)
        raise AssertionError(f"the cluster did not come so far in {READY_SECONDS_MAX} s:\n{self.logs()}")

    def logs(self) -> str:
        """The last that Patroni said on each node."""
        return "\n".join((self.folder / f"{node.name}.log").read_text(errors="replace")[-2500:] for node in self.nodes)

    def stop(self) -> None:
        """End everything that was started here."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()

    def _admin_url(self, node: Node, database: str = "postgres") -> str:
        return f"postgresql://postgres:{self.words['postgres']}@127.0.0.1:{node.port}/{database}"

    def _make_roles(self) -> None:
        primary = self.primary()
        assert primary is not None
        with psycopg.connect(self._admin_url(primary), autocommit=True) as admin:
            for role in (OWNER, APP, WEB):
                command = sql.SQL("create role {} login password {}")
                admin.execute(command.format(sql.Identifier(role), sql.Literal(self.words[role])))
            admin.execute(sql.SQL("create database {} owner {}").format(*map(sql.Identifier, (DATABASE, OWNER))))

    def _configuration(self, node: Node) -> dict[str, Any]:
        as_user = {"username": "postgres", "password": self.words["postgres"]}
        standby = {"username": "standby", "password": self.words["standby"]}
        return {
            "scope": "ombud",
            "name": node.name,
            "restapi": {"listen": f"127.0.0.1:{node.rest_port}", "connect_address": f"127.0.0.1:{node.rest_port}"},
            "etcd3": {"hosts": [f"127.0.0.1:{clients}" for clients, _peers in self.etcds.values()]},
            "bootstrap": {
                "dcs": {
                    "ttl": TTL,
                    "loop_wait": LOOP_WAIT,
                    "retry_timeout": RETRY_TIMEOUT,
                    "synchronous_mode": True,
                    "postgresql": {
                        "use_pg_rewind": True,
                        "parameters": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
                    },
                },
                "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            },
            "postgresql": {
                "listen": f"127.0.0.1:{node.port}",
                "connect_address": f"127.0.0.1:{node.port}",
                "data_dir": str(self._data(node)),
                "bin_dir": str(self.bin),
                "pgpass": str(self.folder / node.name / "pgpass"),
                "basebackup": [{"checkpoint": "fast"}],
                "authentication": {"superuser": as_user, "replication": standby, "rewind": as_user},
                "pg_hba": [f"host {what} all 127.0.0.1/32 scram-sha-256" for what in ("all", "replication")],
                "parameters": {"unix_socket_directories": str(self.folder / node.name), "max_connections": 100},
            },
        }

    def _data(self, node: Node) -> Path:
        return self.folder / node.name / "data"

    def _own(self, name: str) -> Path:
        return made_folder(self.folder / name, mode=0o700, system=self.system)

    def _run(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, umask=0o077,
                env={"PATH": f"{self.bin}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", **self._patroni[1]},
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM), **self.system.as_that_user(),
            )  # fmt: skip


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
