"""A private PostgreSQL of our own: found, set up, started and stopped, without touching anything it didn't make."""

from ombud.site.postgres.durable import assert_durable, durability
from ombud.site.postgres.fences import raise_fences
from ombud.site.postgres.grants import grant
from ombud.site.postgres.place import standing_place
from ombud.site.postgres.problem import PostgresProblem
from ombud.site.postgres.runner import Running, already_running, private_postgres, start
from ombud.site.postgres.secret import Urls, urls_of

__all__ = [
    "PostgresProblem",
    "Running",
    "Urls",
    "already_running",
    "assert_durable",
    "durability",
    "grant",
    "private_postgres",
    "raise_fences",
    "standing_place",
    "start",
    "urls_of",
]
