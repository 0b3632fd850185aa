"""Which database a command works on: the given one, the one already running here, or ours started for as long."""

import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from ombud.site import environment, postgres


@contextmanager
def database(variables: MutableMapping[str, str] = os.environ) -> Iterator[None]:
    """Have a PostgreSQL running and its addresses in the environment, before settings are read.

    DATABASE_URL, where given, is used as it is; then OMBUD_OWNER_DATABASE_URL is who migrates, and
    OMBUD_WEB_DATABASE_URL who serves.
    """
    if variables.get("DATABASE_URL"):
        yield
        return
    folder = postgres.standing_place(environment.CHECKOUT, environment.data_folder())
    urls = postgres.urls_of(folder)
    variables["DATABASE_URL"], variables["OMBUD_OWNER_DATABASE_URL"] = urls.app, urls.owner
    variables["OMBUD_WEB_DATABASE_URL"] = urls.web
    if postgres.already_running(folder):
        yield
        return
    with postgres.private_postgres(folder):
        yield
