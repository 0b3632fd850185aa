"""Pictures edited and saved twice, with their untouched twins and masks: made here, so that what was done is known.

Photos reduced to half or less serve as pictures that were never saved (what their own JPEG left is finer than a pixel
then). Small ones are laid side by side as a shop's collage. Everything is drawn from the source's name alone, and a
source belongs to one half for good: `calibration`, on which thresholds are set, or `score`.
"""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Half = Literal["calibration", "score"]
IMAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "images"
KINDS = ("splice", "copy-move", "inpaint", "text")
FIRST = (55, 60, 65, 70, 75, 80, 85, 90)
"""Qualities of the first save; the second's is 5 to 30 higher in the regimes `aligned` and `shifted`."""
REGIMES = ("aligned", "shifted", "piece", "coarser", "rescaled")
"""Grid kept; cropped between the saves; only the piece was saved before; second save coarser; 0.8 × and quality 75."""


class Source(msgspec.Struct, frozen=True):
    """A picture as if never saved."""

    name: str
    half: Half
    make: tuple[str, ...]
    """Files under the images, one or those of a collage."""


class Forgery(msgspec.Struct, frozen=True):
    """An edited picture, its twin, and where it was edited."""

    name: str
    half: Half
    kind: str
    regime: str
    first: int
    second: int
    edited: bytes
    twin: bytes
    mask: NDArray[np.bool_]


def half_of(name: str) -> Half:
    """By the source's name alone."""
    return "score" if zlib.crc32(name.encode()) % 2 else "calibration"


def sources() -> list[Source]:
    """All of them, each in its half."""
    found = [_one(path, path.name[:2]) for path in sorted((IMAGES / "syndj").glob("*_[02]_*_a_*_95.jpg"))]
    found = list({source.name: source for source in found}.values())
    found += [
        _one(IMAGES / "pdq_reference" / "pdq__data__bridge-mods__aaa-orig.jpg", "bridge"),
        _one(IMAGES / "c2pa_py" / "tests__fixtures__C.jpg", "c2pa-c"),
        _one(IMAGES / "c2pa_py" / "tests__fixtures__files-for-signing-tests__P1000827.jpg", "c2pa-p"),
        _one(IMAGES / "c2pa_py" / "tests__fixtures__files-for-signing-tests__IMG_0003.jpg", "c2pa-i"),
    ]
    clothing = sorted((IMAGES / "clothing").rglob("*.jpg"))
    found += [_one(path, path.stem) for path in clothing[:40]]
    grocery = sorted((IMAGES / "grocery_natural").rglob("*.jpg"))
    for half in ("calibration", "score"):
        for paths, count in ((clothing[40:], 4), (grocery, 9)):
            own = [path for path in paths if half_of(path.stem) == half]
            for at in range(0, len(own) - count + 1, count):
                part = own[at : at + count]
                names = tuple(str(path.relative_to(IMAGES)) for path in part)
                found.append(Source(f"collage-{part[0].stem}", half, names))
    return found


def originals() -> list[tuple[Half, Path]]:
    """Authentic files as they came, whatever happened to them before."""
    paths = sorted((IMAGES / "clothing").rglob("*.jpg")) + sorted((IMAGES / "grocery_natural").rglob("*.jpg"))
    return [(half_of(path.stem), path) for path in paths]


def pixels(source: Source) -> Pixels:
    """(height, width, 3), blue first as cv2 has it."""
    parts = [_halved(IMAGES / name) for name in source.make]
    if len(parts) == 1:
        return parts[0]
    side = 2 if len(parts) == 4 else 3
    height, width = (min(part.shape[axis] for part in parts) for axis in (0, 1))
    tiles = [part[:height, :width] for part in parts]
    return np.vstack([np.hstack(tiles[row * side : (row + 1) * side]) for row in range(side)])


def forgeries(source: Source, count: int) -> Iterator[Forgery]:
    """`count` of them, of changing kinds and regimes."""
    picture, donors = pixels(source), [one for one in sources() if one.half == source.half and one != source]
    start = zlib.crc32(source.name.encode())
    for at in range(count):
        seed = start + at
        kind = KINDS[seed % 4]
        regime = ("aligned", "shifted", "aligned", "shifted", *REGIMES)[(seed // 4) % 9]
        dice = np.random.default_rng(seed)
        donor = pixels(donors[int(dice.integers(len(donors)))])
        yield _made(source, picture, donor, kind, regime, dice, at)


def saved(picture: Pixels, quality: int) -> bytes:
    """As JPEG, colours at half the resolution as nearly all are."""
    held = io.BytesIO()
    Image.fromarray(picture[:, :, ::-1]).save(held, "JPEG", quality=quality, subsampling=2)
    return held.getvalue()


def opened(data: bytes) -> Pixels:
    """Its pixels."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.uint8)[:, :, ::-1].copy()


def _made(
    source: Source, picture: Pixels, donor: Pixels, kind: str, regime: str, dice: np.random.Generator, at: int
) -> Forgery:
    first = int(dice.choice(FIRST))
    second = min(97, first + int(dice.integers(5, 31)))
    if regime == "coarser":
        first, second = max(first, 75), max(first, 75) - int(dice.integers(10, 25))
    if regime == "rescaled":
        second = 75
    before = picture if regime == "piece" else opened(saved(picture, first))
    if regime == "shifted":
        down, across = (int(number) for number in dice.integers(1, 8, 2))
        before = before[down:, across:]
    height, width = before.shape[:2]
    mask = _shape(height, width, dice)
    if regime == "piece":
        kind, donor = "splice", opened(saved(donor, first))
    elif kind == "splice" and dice.random() < 0.5:
        donor = opened(saved(donor, int(dice.choice(FIRST))))
    edited = _edited(before.copy(), mask, donor, kind, dice)
    mask = (edited != before).any(axis=2) if kind == "text" else mask
    if kind == "text":
        mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)) > 0
    if regime == "rescaled":
        size = (round(width * 0.8), round(height * 0.8))
        before, edited = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (before, edited))
        mask = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    name = f"{source.name}-{at}"
    return Forgery(name, source.half, kind, regime, first, second, saved(edited, second), saved(before, second), mask)


def _edited(picture: Pixels, mask: NDArray[np.bool_], donor: Pixels, kind: str, dice: np.random.Generator) -> Pixels:
    height, width = picture.shape[:2]
    if kind == "splice":
        rows, columns = np.nonzero(mask)
        high, wide = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
        if donor.shape[0] < high or donor.shape[1] < wide:
            donor = picture.copy()
        # Cut from anywhere, so that its own grid, if it has one, comes to lie anywhere.
        top, left = int(dice.integers(donor.shape[0] - high + 1)), int(dice.integers(donor.shape[1] - wide + 1))
        picture[mask] = donor[rows - rows.min() + top, columns - columns.min() + left]
    elif kind == "copy-move":
        rows, columns = np.nonzero(mask)
        down, across = _move(rows, columns, height, width, dice)
        picture[mask] = np.roll(picture, (down, across), (0, 1))[mask]
    elif kind == "inpaint":
        picture = cv2.inpaint(picture, mask.astype(np.uint8), 5, cv2.INPAINT_TELEA)
    else:
        picture = _written(picture, mask, dice)
    return picture


def _written(picture: Pixels, mask: NDArray[np.bool_], dice: np.random.Generator) -> Pixels:
    """A label laid over the place, with a number on it."""
    rows, columns = np.nonzero(mask)
    top, left, bottom, right = rows.min(), columns.min(), rows.max(), columns.max()
    ground = picture[top:bottom, left:right].reshape(-1, 3).mean(axis=0)
    noise = dice.normal(0, 2, (bottom - top, right - left, 3))
    picture[top:bottom, left:right] = np.clip(ground + noise, 0, 255).astype(np.uint8)
    scale = (right - left) / 110
    ink = (0, 0, 0) if ground.mean() > 110 else (255, 255, 255)
    where = (int(left + 3), int((top + bottom) / 2 + 10 * scale))
    words = f"{int(dice.integers(10_000, 99_999))}"
    return np.asarray(cv2.putText(picture, words, where, cv2.FONT_HERSHEY_SIMPLEX, scale, ink, 1, cv2.LINE_AA))


def _move(
    rows: NDArray[np.int64], columns: NDArray[np.int64], height: int, width: int, dice: np.random.Generator
) -> tuple[int, int]:
    """From a place within the picture, off the first save's grid as nearly all moves are."""
    for _ in range(50):
        down, across = int(dice.integers(-height // 2, height // 2)), int(dice.integers(-width // 2, width // 2))
        inside = down <= rows.min() and rows.max() - down < height
        inside = inside and across <= columns.min() and columns.max() - across < width
        apart = abs(down) > np.ptp(rows) or abs(across) > np.ptp(columns)
        if inside and apart and (down % 8 or across % 8):
            return down, across
    return 13, 21


def _shape(height: int, width: int, dice: np.random.Generator) -> NDArray[np.bool_]:
    """An ellipse of 4 to 14 hundredths of the picture."""
    area = height * width * float(dice.uniform(0.04, 0.14))
    ratio = float(dice.uniform(0.6, 1.6))
    high, wide = (round((area * part / np.pi) ** 0.5) for part in (ratio, 1 / ratio))
    high, wide = min(high, height // 2 - 2), min(wide, width // 2 - 2)
    centre = int(dice.integers(wide, width - wide)), int(dice.integers(high, height - high))
    drawn = np.zeros((height, width), np.uint8)
    return np.asarray(cv2.ellipse(drawn, centre, (wide, high), 0, 0, 360, 1, -1)) > 0


def _one(path: Path, name: str) -> Source:
    return Source(name, half_of(name), (str(path.relative_to(IMAGES)),))


def _halved(path: Path) -> Pixels:
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert picture is not None, path
    size = (picture.shape[1] // 2, picture.shape[0] // 2)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
