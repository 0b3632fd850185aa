"""The doctor's round, in the order in which one thing needs the other."""

from collections.abc import Iterator

from ombud.site.doctor import database, doors, log, machine, outside, people, sealed
from ombud.site.doctor.finding import Finding


def examine() -> Iterator[Finding]:
    """All findings; what needs a migrated database is asked only where there is one."""
    yield from database.findings()
    if database.usable():
        yield database.worker()
        yield from people.findings()
        yield from doors.of_platforms()
        yield from log.findings()
        yield from sealed.findings()
    yield from machine.findings()
    yield from outside.findings()
    yield from doors.findings()
