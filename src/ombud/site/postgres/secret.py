"""The passwords of our own PostgreSQL's roles, made once and kept in a file that only we can read."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from ombud.site.postgres.place import made_folder, socket_folder

ADMIN, OWNER, APP, WEB = "ombud_admin", "ombud_owner", "ombud_app", "ombud_web"
DATABASE = "ombud"


class Passwords(msgspec.Struct, frozen=True):
    """One password a role; the admin's is used only to set up and to stop."""

    admin: str
    owner: str
    app: str
    web: str = ""


class Urls(msgspec.Struct, frozen=True):
    """The three addresses of one database: `owner` migrates; `app` owns nothing, and is the worker's and the
    commands'; `web` is the site's, which sees one platform at a time."""

    owner: str
    app: str
    web: str


def passwords_of(folder: Path) -> Passwords:
    """The folder's passwords, made at the first call."""
    made_folder(folder, mode=0o755)
    path = folder / "passwords.json"
    if not path.exists():
        _keep(path, Passwords(*(secrets.token_urlsafe(24) for _ in range(4))))
    held = msgspec.json.decode(path.read_bytes(), type=Passwords)
    if not held.web:  # made before the site had a role of its own
        _keep(path, replace(held, web=secrets.token_urlsafe(24)))
    return msgspec.json.decode(path.read_bytes(), type=Passwords)


def _keep(path: Path, words: Passwords) -> None:
    half = path.with_name(f"passwords.{os.getpid()}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(words))
        file.flush()
        os.fsync(file.fileno())
    half.rename(path)


def urls_of(folder: Path) -> Urls:
    """The addresses that a PostgreSQL in this folder has or will have, before it runs."""
    words = passwords_of(folder)
    return Urls(owner=url(folder, OWNER, words.owner), app=url(folder, APP, words.app), web=url(folder, WEB, words.web))


def url(folder: Path, role: str, password: str, database: str = DATABASE) -> str:
    """A libpq address over the socket in that folder."""
    return f"postgresql://{role}:{password}@/{database}?host={quote(str(socket_folder(folder)), safe='/')}"
