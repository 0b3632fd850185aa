"""What the environment says about this installation, read once, with the default of a fresh checkout."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[3]
"""The checkout that this code stands in; only the defaults below and the demo use it."""


def data_folder() -> Path:
    """Where everything is kept that isn't code: evidence, keys, collected static files."""
    return Path(os.environ.get("OMBUD_DATA") or CHECKOUT / ".data").resolve()


def flag(name: str, *, default: bool = False) -> bool:
    """A switch: 1, true, yes and on are yes."""
    said = os.environ.get(name, "").strip().lower()
    return said in {"1", "true", "yes", "on"} if said else default


def listed(name: str, default: str) -> list[str]:
    """A list with commas between."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret_key(data: Path) -> str:
    """The key that signs sessions and links: from the environment, else one made once and kept in the data folder."""
    given = os.environ.get("OMBUD_SECRET_KEY")
    if given:
        return given
    return _made_once(data / "secret_key", secrets.token_urlsafe(50))


def seal_keys(data: Path) -> list[str]:
    """The keys under which numbers of people and companies lie, the one in use first: from the environment, with commas
    between, else one made once and kept in the data folder. Who loses them loses what lies under them."""
    return listed("OMBUD_SEAL_KEYS", "") or [_made_once(data / "seal_key", secrets.token_urlsafe(32))]


def word_keys(seal: list[str]) -> list[str]:
    """The keys under which the keys of people's words lie, the one in use first; the seal keys where none are given. Of
    their own they can be renewed each year: destroying the old one shuts every older backup's words for good."""
    return listed("OMBUD_WORD_KEYS", "") or seal


def _made_once(path: Path, key: str) -> str:
    """The key in this file, which is made with `key` where there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return path.read_text().strip()
    half = path.with_suffix(f".{secrets.token_hex(6)}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # of two processes that start at once, the first one's key counts, and it is whole
        os.link(half, path)
    half.unlink()
    return path.read_text().strip()


def log_keys(data: Path) -> Path:
    """The folder of the keys that logs are signed with: a shared one from the environment, else in the data folder."""
    return Path(os.environ.get("OMBUD_LOG_KEYS") or data / "log_keys").resolve()


def made_folder(folder: Path) -> str:
    """The folder, which only we may enter where it is made now."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder)


def s3_bucket() -> dict[str, Any] | None:
    """The bucket that keeps evidence, as the environment describes it; None where OMBUD_S3_BUCKET isn't given."""
    name = os.environ.get("OMBUD_S3_BUCKET", "").strip()
    if not name:
        return None
    return {
        "name": name,
        "endpoint": os.environ.get("OMBUD_S3_ENDPOINT", ""),
        "region": os.environ.get("OMBUD_S3_REGION", "us-east-1"),
        "access_key": os.environ.get("OMBUD_S3_ACCESS_KEY", ""),
        "secret_key": os.environ.get("OMBUD_S3_SECRET_KEY", ""),
        "prefix": os.environ.get("OMBUD_S3_PREFIX", ""),
        "lock_days": int(os.environ.get("OMBUD_S3_LOCK_DAYS", "0")),
    }


def django_database(address: str, **options: Any) -> dict[str, Any]:
    """Django's settings of one database from a libpq address; what Django has no field for goes to OPTIONS."""
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(address) if address else {"dbname": "ombud"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(parts.pop("dbname", "") or "ombud"),
        "USER": str(parts.pop("user", "") or ""),
        "PASSWORD": str(parts.pop("password", "") or ""),
        "HOST": str(parts.pop("host", "") or ""),
        "PORT": str(parts.pop("port", "") or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, **options},
    }
