"""The lab behind the fences: what each detector says of a stranger's picture, and what is kept to find it again."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

Frame = tuple[dict[str, object], bytes]
_OVERLAY_SIDE = 512


def get_ready() -> None:
    """Load all that a detector may load, and let each look at pictures of ours, so that nothing is left to open."""
    # One thread: the fences allow no other, and a detector's time shall not hang on how many cores there are.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.nice(10)  # nobody waits for it; whoever uploads or reads does
    import warnings

    import cv2

    from ombud.lab import coefficients, goods, screen
    from ombud.lab.copies.description import describe
    from ombud.lab.picture import Picture
    from ombud.lab.provenance import c2pa

    warnings.simplefilter("ignore")
    cv2.setNumThreads(1)
    coefficients.library()
    for data in _ours():
        picture = Picture(data)
        with contextlib.suppress(Exception):  # it has no history; but now the library's callbacks have their memory
            c2pa.read(picture)
        for _ in screen.screen(picture):
            pass
        describe(picture)
        goods.describe(picture)


def _ours() -> Iterator[bytes]:
    """One of each format; the JPEG saved twice, as what is looked for mostly was."""
    import cv2
    import numpy as np

    pixels = np.random.default_rng(0).integers(0, 255, (256, 256, 3), np.uint8)
    pixels = cv2.GaussianBlur(pixels, (0, 0), 2).astype(np.uint8)
    for quality in (60, 90):
        data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        pixels = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    yield data.tobytes()
    for ending in (".png", ".webp"):
        yield cv2.imencode(ending, pixels)[1].tobytes()


def show(data: bytes, _task: Mapping[str, Any]) -> Iterator[Frame]:
    """How many steps there are, then one frame a finding with its map behind it, and what is kept of the picture."""
    import msgspec

    from ombud.lab import goods, screen
    from ombud.lab.copies.description import describe
    from ombud.lab.picture import NotAPicture, Picture

    try:
        picture = Picture(data)
        yield (
            {"status": "ok", "steps": len(screen.detectors()) + 2, "width": picture.size[0], "height": picture.size[1]},
            b"",
        )
        for seen in screen.screen(picture):
            yield {"part": "finding"}, msgspec.json.encode(seen.finding)
            if seen.overlay is not None:
                small = _small(seen.overlay)
                yield {"part": "overlay", "width": small.shape[1], "height": small.shape[0]}, small.tobytes()
        yield {"part": "description"}, describe(picture)
        yield {"part": "goods"}, goods.describe(picture)
        yield {"part": "end"}, b""
    except NotAPicture as error:
        yield {"status": error.code}, b""


def _small(overlay: Any) -> Any:
    import cv2

    side = max(overlay.shape)
    if side <= _OVERLAY_SIDE:
        return overlay
    scale = _OVERLAY_SIDE / side
    size = (max(1, round(overlay.shape[1] * scale)), max(1, round(overlay.shape[0] * scale)))
    return cv2.resize(overlay, size, interpolation=cv2.INTER_AREA)
