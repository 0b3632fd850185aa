"""Check a pack: its types, its data, the procedure under it and its words; every fault with file, line and caret."""

from collections.abc import Iterator
from pathlib import Path

from ombud.packs.checks import (
    evidence_reports,
    examples,
    forms,
    head,
    keeping,
    penalties,
    penalty_walk,
    service,
    shopkeeping,
    surges,
    trade,
    turns,
    walk,
    wording,
)
from ombud.packs.faults import Fault, PackError
from ombud.packs.homes import commons_of, own_folder, root_of, shadowed
from ombud.packs.load import PACKS, names, read_pack, read_texts
from ombud.packs.own import changed_since_kept
from ombud.packs.read import read


def check(name: str, folder: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of this pack and of its older versions, none if it can be used."""
    root = folder or root_of(name)
    places = [root / name, *sorted(path.parent for path in (root / name / "versions").glob("*/pack.toml"))]
    told = [fault for place in places for fault in check_place(place, commons_of(root))]
    if folder is None and name in shadowed():
        told.append(_never_used(name))
    elif not told and root == own_folder():
        told.extend(_changed(root / name))
    return tuple(told)


def check_common(folder: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of the words that the packs share."""
    return _told(wording.of_common(folder or PACKS))


def check_all(folder: Path | None = None) -> dict[str, tuple[Fault, ...]]:
    """The faults of each pack there is, and of the words they share."""
    return {"common": check_common(folder), **{name: check(name, folder) for name in names(folder)}}


def check_place(place: Path, root: Path) -> tuple[Fault, ...]:
    """Every fault of the version of a pack that lies in this folder."""
    return _told(_faults(place, root))


def _never_used(name: str) -> Fault:
    """An own pack under the name of one that comes with Ombud."""
    _, said_in = read(own_folder() / name / "pack.toml")
    problem = "a pack of this name comes with Ombud, so this one is never used"
    return said_in.fault(("name",), problem, f"another name for it and its folder, such as own-{name}")


def _changed(home: Path) -> Iterator[Fault]:
    """An own pack that was changed under a version that is kept: what was changed would apply nowhere."""
    found = read_pack(home)
    version = found.pack.version
    if changed_since_kept(home, version):
        problem = f"it was changed, and {version} is kept as it was in versions/{version}"
        yield found.said_in.fault(("version",), problem, "a version of its own, with the change")


def _faults(place: Path, root: Path) -> Iterator[Fault]:
    found = read_pack(place)
    sound = True
    rules = (head, forms, turns, penalties, keeping, evidence_reports, shopkeeping, surges, trade, service)
    for rule in (one for room in rules for one in room.RULES):
        for fault in rule(found):
            sound = False
            yield fault
    if sound:
        # Where codes or windows are wrong already, a walk would only repeat it in other words.
        yield from walk.silence(found)
        yield from penalty_walk.silence(found)
        yield from evidence_reports.silence(found)
        yield from examples.hold(found)
    yield from wording.of_pack(found, root)
    if sound:
        yield from forms.honest(found, read_texts(place, root))


def _told(faults: Iterator[Fault]) -> tuple[Fault, ...]:
    """The faults as far as they can be found: where a file can't be read at all, its own faults are the last ones."""
    told: list[Fault] = []
    try:
        told.extend(faults)
    except PackError as wrong:
        told.extend(wrong.faults)
    return tuple(dict.fromkeys(told))
