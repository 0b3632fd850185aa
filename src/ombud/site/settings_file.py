"""Settings that `ombud init` was told, kept in the data folder; what the environment says goes before them."""

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path

NAME = "settings.env"


def read(data: Path, into: MutableMapping[str, str] = os.environ) -> None:
    """Add what the file says and the environment doesn't."""
    path = data / NAME
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            into.setdefault(name.strip(), value.strip())


def write(data: Path, more: Mapping[str, str]) -> Path:
    """Keep these, and the others that the file holds; only we can read it, since a mail password may be among them."""
    for name, value in more.items():
        assert "\n" not in name + value, "one setting a line"
    data.mkdir(parents=True, exist_ok=True)
    path, kept = data / NAME, dict[str, str]()
    read(data, kept)
    lines = [f"{name}={value}" for name, value in {**kept, **more}.items()]
    half = path.with_suffix(f".{os.getpid()}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("# Written by ombud init; what the environment says goes before it.\n" + "\n".join(lines) + "\n")
    return half.replace(path)
