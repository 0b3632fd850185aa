"""Whether copies are found among ten thousand pictures, other photos aren't taken for copies, and what a look costs."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import msgspec
import numpy as np
import pdqhash

from bench.figure import Figure, Goal
from bench.lab_attacks import ATTACKS, SCORED, attacked
from bench.lab_described import Query, gallery, queries
from bench.lab_pictures import SHARED, hard_pairs, listed, read, rows
from ombud.lab.copies import rates, segment
from ombud.lab.copies.description import Description, describe
from ombud.lab.copies.description import read as described
from ombud.lab.copies.differing import differing
from ombud.lab.copies.grades import grade
from ombud.lab.copies.looking import Found, Held, look_for
from ombud.lab.copies.verify import lay_features
from ombud.lab.finding import Rate, Strength
from ombud.lab.picture import Picture

COPY = ("clear", "strong")
GALLERY, QUICK_GALLERY, SOURCES = 10_000, 12, 120


class Asked(NamedTuple):
    """A query and what came of it."""

    query: Query
    found: tuple[Found, ...]
    without: tuple[Found, ...]
    """The same where its source is taken out of the gallery."""

    @property
    def right(self) -> bool:
        """Whether its source is found as a copy."""
        return any(one.match.source == self.query.source and one.strength in COPY for one in self.found)

    @property
    def wrong(self) -> list[Found]:
        """Other pictures taken for its source."""
        both = (*self.found, *self.without)
        return [one for one in both if one.strength in COPY and one.match.source != self.query.source]


class Shelf:
    """A gallery in memory, from which one picture can be left out."""

    def __init__(self, described_ones: Iterator[tuple[str, bytes]]) -> None:
        self.packed: list[bytes] = []
        kept = []
        for name, data in described_ones:
            kept.append(segment.Kept(name, len(self.packed), len(data), described(data)))
            self.packed.append(data)
        self.segment = segment.of(kept)
        self.numbers = {one.id: number for number, one in enumerate(kept)}

    def look(self, query: Description, *, without: str = "") -> tuple[Found, ...]:
        """What `Gallery.find` does."""
        gone = {self.numbers[without]} if without else set()
        return look_for(query, [Held(self.segment, gone)], lambda start, _: self.packed[start], thorough=False)

    def picture(self, name: str) -> Description:
        """What is kept of it."""
        return described(self.packed[self.numbers[name]])


def figures(*, quick: bool = False) -> list[Figure]:
    """Recall beside PDQ alone, false accepts, the cost of a query, and how well differences are marked."""
    cv2.setNumThreads(1)
    shelf, asked = ask(quick=quick)
    if not quick:
        _write_rates(asked)
    some = asked[::7] if not quick else asked[:4]
    return [
        _recall(asked, len(shelf.packed)),
        _false(asked, shelf, quick=quick),
        _cost(some, shelf),
        _differs(quick=quick),
    ]


def ask(*, quick: bool = False) -> tuple[Shelf, list[Asked]]:
    """Scored pictures under every attack."""
    if quick:
        names = hard_pairs("scored")[0]
        questions = [
            Query(name, attack, describe(Picture(attacked(attack, read(name), SCORED, name))))
            for name in names
            for attack in ATTACKS
        ]
        others = [name for name in listed(("grocery_iconic",)) if name not in names][:QUICK_GALLERY]
        shelf = Shelf((name, describe(Picture((SHARED / name).read_bytes()))) for name in (*names, *others))
    else:
        questions, shelf = queries("scored", SOURCES), Shelf(gallery("scored", GALLERY))
    found = []
    for one in questions:
        query = described(one.described)
        found.append(Asked(one, shelf.look(query), shelf.look(query, without=one.source)))
    return shelf, found


def _recall(asked: Sequence[Asked], among: int) -> Figure:
    by_attack = defaultdict(list)
    for one in asked:
        by_attack[one.query.attack].append(one)
    sources = {one.query.source for one in asked}
    alone = pdq_alone(asked)
    said = "; ".join(
        f"{name} {_share(one.right for one in some):.1f} beside {alone[name]:.1f}" for name, some in by_attack.items()
    )
    how = f"{len(asked):,} queries of {len(sources)} pictures among {among:,}; {said}"
    found, peer = _share(one.right for one in asked), float(np.mean(list(alone.values())))
    return Figure("lab-copies-recall", found, "% found", peer, Goal("value", ">=", 95), how)


def pdq_alone(asked: Sequence[Asked]) -> dict[str, float]:
    """What share of each attack pdqhash finds within 31 bits of the source, both decoded whole."""
    found, codes = defaultdict(list), {}
    for one in asked:
        name, attack, _ = one.query
        if name not in codes:
            codes[name] = pdqhash.compute(read(name)[:, :, ::-1])[0]
        pixels = cv2.imdecode(np.frombuffer(attacked(attack, read(name), SCORED, name), np.uint8), cv2.IMREAD_COLOR)
        code = pdqhash.compute(np.asarray(pixels)[:, :, ::-1])[0]
        found[attack].append(int((code != codes[name]).sum()) <= 31)
    return {attack: _share(some) for attack, some in found.items()}


def _false(asked: Sequence[Asked], shelf: Shelf, *, quick: bool) -> Figure:
    """Every attack of a picture against every other photo of the same goods, without asking the gallery first."""
    others = defaultdict(list)
    for one, other in hard_pairs("scored"):
        others[one].append(other)
    wrong, weak, pairs, photos = [], 0, 0, set()
    for one in asked:
        query = described(one.query.described)
        for other in [name for name in others[one.query.source] if name in shelf.numbers][: 1 if quick else None]:
            strength = grade(lay_features(query, shelf.picture(other)), by_hash=False)
            pairs += 1
            photos.add(tuple(sorted((one.query.source, other))))
            weak += strength == "weak"
            if strength in COPY:
                wrong.append((one.query.attack, one.query.source, other))
    strangers = [(one.query.attack, one.query.source, other.match.source) for one in asked for other in one.wrong]
    how = (
        f"{pairs:,} pairs: {len(photos):,} pairs of other photos of the same goods, one under each attack; {weak} of "
        f"them weak. Besides, {len(asked):,} queries with and without their source in the gallery: "
        f"{len(strangers)} false"
    )
    for some in (*wrong, *strangers):
        print("bench: lab: taken for a copy:", *some)
    many = len(wrong) + len(strangers)
    return Figure("lab-copies-false", many, "false accepts", goal=Goal("value", "<=", 0), how=how)


def _cost(asked: Sequence[Asked], shelf: Shelf) -> Figure:
    """Processor time of a query after its picture is decoded: description, search, and every check."""
    described(asked[0].query.described)
    shelf.look(described(asked[0].query.described))  # tables are read once in a process
    times, by = [], Counter[str]()
    for one in asked:
        name, attack, _ = one.query
        picture = Picture(attacked(attack, read(name), SCORED, name))
        _ = picture.grey
        start = time.process_time()
        packed = describe(picture)
        middle = time.process_time()
        found = shelf.look(described(packed))
        times.append((middle - start, time.process_time() - middle))
        by[found[0].by if found else "nothing"] += 1
    whole = 1000 * np.array(times).sum(axis=1)
    mix = ", ".join(f"{100 * many / len(asked):.0f} % {way}" for way, many in by.most_common())
    how = (
        f"{len(asked)} queries, one thread; 95th percentile {np.percentile(whole, 95):.0f}, median "
        f"{np.median(whole):.0f}, of which describing {1000 * np.mean([one for one, _ in times]):.0f} on the average "
        f"and looking {1000 * np.mean([one for _, one in times]):.0f}; found by: {mix}"
    )
    return Figure("lab-copies-query", float(whole.mean()), "ms of processor", goal=Goal("value", "<=", 60), how=how)


def _differs(*, quick: bool) -> Figure:
    """Forgeries laid on what they were made of; and re-encoded, reduced, cropped ones, where nothing may be marked."""
    names = [name for name in listed(("syndj",)) if "_t_" in name][1::2][: 2 if quick else None]
    marked, nothing = [], []
    for name in names:
        twin = name.replace("_t_", "_a_")
        places, size = _marks((SHARED / name).read_bytes(), twin), read(name).shape[:2]
        mask = np.asarray(cv2.imread(str(SHARED / rows()[name]["mask"]), cv2.IMREAD_GRAYSCALE)) > 127
        found = np.zeros(size, bool)
        for left, top, wide, high in places:
            down, across = size[0] / 10_000, size[1] / 10_000
            found[
                round(top * down) : round((top + high) * down), round(left * across) : round((left + wide) * across)
            ] = 1
        marked.append((found & mask).sum() >= 0.5 * mask.sum())
        nothing += [
            not _marks(attacked(attack, read(twin), SCORED, name), twin)
            for attack in ("jpeg30", "resize0.25", "crop20", "light")
        ]
    how = (
        f"{len(names)} forgeries beside what they were made of: at least half of the forged place is marked. On "
        f"{len(nothing)} copies that were only encoded, reduced, cropped or lightened, something is marked in "
        f"{sum(not one for one in nothing)}"
    )
    return Figure("lab-copies-differs", _share(marked), "% marked", goal=Goal("value", ">=", 95), how=how)


def _marks(data: bytes, source: str) -> list[tuple[int, int, int, int]]:
    one, other = Picture(data), Picture((SHARED / source).read_bytes())
    match = lay_features(described(describe(one)), described(describe(other))).match(source)
    return [(place.left, place.top, place.width, place.height) for place in differing(one, other, match)]


def _write_rates(asked: Sequence[Asked]) -> None:
    """A photo counts once, however many of its forms came up; its own source isn't in the gallery then."""
    of = {one.query.source for one in asked}
    reached: dict[Strength, set[str]] = {"weak": set(), "clear": set(), "strong": set()}
    for one in asked:
        for strength in {each.strength for each in one.without}:
            reached[strength].add(one.query.source)
    found = {
        strength: Rate(alarms=len(names), of=len(of), on="photos of goods whose source is not in the gallery")
        for strength, names in reached.items()
    }
    rates.PATH.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def _share(some: "Iterator[bool] | Sequence[bool]") -> float:
    return 100 * float(np.mean([bool(one) for one in some]))


def missed(asked: Sequence[Asked]) -> Iterator[str]:
    """What wasn't found, to be looked at."""
    for one in asked:
        if not one.right:
            seen = [(each.strength, *each.laid[:5]) for each in one.found if each.match.source == one.query.source]
            yield f"{one.query.attack} {one.query.source} {seen}"


if __name__ == "__main__":
    cv2.setNumThreads(1)
    _, answers = ask()
    print(*missed(answers), sep="\n")
