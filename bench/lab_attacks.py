"""What people do to a picture before they hand it in as their own: fourteen attacks, in two sets of parameters."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


class Hardness(NamedTuple):
    """How far each attack goes. Thresholds are chosen under TUNED and scored under SCORED, never under the same."""

    jpeg: int
    reduced: float
    crops: tuple[float, float, float]
    """What is cut away of each side, in parts of it."""
    turned: float
    """Degrees."""
    gain: float
    offset: int
    chrome: int
    """Grey level of the frame around a screenshot."""


SCORED = Hardness(30, 0.25, (0.1, 0.2, 0.4), 5, 1.35, 25, 245)
TUNED = Hardness(40, 0.3, (0.08, 0.25, 0.38), -7, 0.75, -15, 30)


def encoded(pixels: Pixels, quality: int = 85) -> bytes:
    """The picture as a JPEG file."""
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return bytes(data)


def attacked(name: str, pixels: Pixels, hard: Hardness, seed: str) -> bytes:
    """The JPEG file that somebody hands in; the same seed gives the same file."""
    return ATTACKS[name](pixels, hard, Random(f"{name} {seed}"))


def crop(pixels: Pixels, away: float, random: Random) -> Pixels:
    """A rectangle somewhere in it, each side shorter by that part."""
    height, width = pixels.shape[:2]
    high, wide = round(height * (1 - away)), round(width * (1 - away))
    top, left = random.randint(0, height - high), random.randint(0, width - wide)
    return pixels[top : top + high, left : left + wide]


def screenshot(pixels: Pixels, hard: Hardness, random: Random) -> Pixels:
    """The picture as a phone shows it in a chat or shop: status bar, title, margins, words and buttons around it."""
    wide = 720
    margin = random.choice((0, 24, 48))
    inner = wide - 2 * margin
    shown = cv2.resize(pixels, (inner, round(pixels.shape[0] * inner / pixels.shape[1])), interpolation=cv2.INTER_AREA)
    above, below = random.randint(120, 260), random.randint(200, 420)
    page = np.full((above + shown.shape[0] + below, wide, 3), hard.chrome, np.uint8)
    page[above : above + shown.shape[0], margin : margin + inner] = shown
    ink = (40, 40, 40) if hard.chrome > 128 else (225, 225, 225)
    _write(page, f"{random.randint(0, 23):02}:{random.randint(0, 59):02}", 20, 36, 0.9, ink)
    for bar in range(4):
        cv2.rectangle(page, (620 + bar * 14, 34 - 5 * bar), (629 + bar * 14, 36), ink, -1)
    _write(page, random.choice(("< Product", "< Order details", "< Chat")), 20, above - 30, 1.1, ink)
    under = above + shown.shape[0]
    _write(page, f"{random.randint(9, 999)}.90", 24, under + 60, 1.6, (40, 40, 220))
    _write(
        page, random.choice(("Free shipping, returns in 7 days", "Sold 2000+  Reviews 385")), 24, under + 110, 0.8, ink
    )
    cv2.rectangle(page, (380, page.shape[0] - 80), (690, page.shape[0] - 16), (50, 90, 240), -1)
    _write(page, "Buy now", 455, page.shape[0] - 36, 1.0, (255, 255, 255))
    return page


def _write(page: Pixels, words: str, x: int, y: int, size: float, ink: tuple[int, int, int]) -> None:
    cv2.putText(page, words, (x, y), cv2.FONT_HERSHEY_SIMPLEX, size, ink, max(1, round(2 * size)), cv2.LINE_AA)


def _jpeg(pixels: Pixels, hard: Hardness, _: Random) -> bytes:
    return encoded(pixels, hard.jpeg)


def _resize(pixels: Pixels, hard: Hardness, _: Random) -> bytes:
    return encoded(cv2.resize(pixels, None, fx=hard.reduced, fy=hard.reduced, interpolation=cv2.INTER_AREA))


def _crop(which: int) -> Callable[[Pixels, Hardness, Random], bytes]:
    return lambda pixels, hard, random: encoded(crop(pixels, hard.crops[which], random))


def _mirror(pixels: Pixels, _: Hardness, __: Random) -> bytes:
    return encoded(pixels[:, ::-1])


def _shot(pixels: Pixels, hard: Hardness, random: Random) -> bytes:
    return encoded(screenshot(pixels, hard, random))


def _banner(pixels: Pixels, _: Hardness, random: Random) -> bytes:
    """A filled band with three lines of words over nearly a third of the picture."""
    page = pixels.copy()
    height, width = page.shape[:2]
    band = round(height * 0.3)
    top = random.choice((0, height - band, round(height * 0.35)))
    page[top : top + band] = random.choice(((30, 30, 220), (255, 255, 255), (20, 20, 20)))
    ink = (255, 255, 255) if page[top, 0].sum() < 500 else (20, 20, 20)
    for line, words in enumerate(("BROKEN ON ARRIVAL", "refund please!!", f"order {random.randint(10**7, 10**8)}")):
        _write(page, words, width // 20, top + round(band * (0.28 + 0.3 * line)), width / 560, ink)
    return encoded(page)


def _sticker(pixels: Pixels, _: Hardness, random: Random) -> bytes:
    """Three smiling faces, each a third of the picture's width."""
    page = pixels.copy()
    height, width = page.shape[:2]
    for _ in range(3):
        radius = width // 6
        x, y = (
            random.randint(radius, width - radius),
            random.randint(min(radius, height // 2), max(height - radius, height // 2)),
        )
        cv2.circle(page, (x, y), radius, (60, 210, 255), -1, cv2.LINE_AA)
        for side in (-1, 1):
            cv2.circle(page, (x + side * radius // 3, y - radius // 4), radius // 8, (40, 40, 40), -1, cv2.LINE_AA)
        cv2.ellipse(
            page, (x, y), (radius // 2, radius // 2), 0, 20, 160, (40, 40, 40), max(2, radius // 12), cv2.LINE_AA
        )
    return encoded(page)


def _watermark(pixels: Pixels, _: Hardness, random: Random) -> bytes:
    """Half-clear words, tiled over all of it."""
    over = pixels.copy()
    height, width = over.shape[:2]
    words = random.choice(("(c) shop 8848", "SAMPLE", "my store"))
    for y in range(20, height, max(40, height // 7)):
        for x in range(-20, width, max(90, width // 3)):
            _write(over, words, x, y, width / 700, (255, 255, 255))
    return encoded(cv2.addWeighted(over, 0.45, pixels, 0.55, 0))


def _turn(pixels: Pixels, hard: Hardness, random: Random) -> bytes:
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), hard.turned * random.choice((-1, 1)), 1)
    return encoded(
        cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=(0, 0, 0))
    )


def _quarter(pixels: Pixels, _: Hardness, random: Random) -> bytes:
    return encoded(cv2.rotate(pixels, random.choice((cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE))))


def _light(pixels: Pixels, hard: Hardness, _: Random) -> bytes:
    return encoded(cv2.convertScaleAbs(pixels, alpha=hard.gain, beta=max(hard.offset, 0)))


def _combined(pixels: Pixels, hard: Hardness, random: Random) -> bytes:
    """Mirrored, cropped, shown in a frame, and encoded badly."""
    return encoded(screenshot(crop(pixels[:, ::-1], hard.crops[1], random), hard, random), 50)


ATTACKS: dict[str, Callable[[Pixels, Hardness, Random], bytes]] = {
    "jpeg30": _jpeg,
    "resize0.25": _resize,
    "crop10": _crop(0),
    "crop20": _crop(1),
    "crop40": _crop(2),
    "mirror": _mirror,
    "screenshot": _shot,
    "text": _banner,
    "sticker": _sticker,
    "watermark": _watermark,
    "rot5": _turn,
    "rot90": _quarter,
    "light": _light,
    "combined": _combined,
}
