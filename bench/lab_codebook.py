"""Makes `src/ombud/lab/copies/codebook.npy`: `python -m bench.lab_codebook`. None of its pictures is ever scored on."""

from pathlib import Path

import cv2
import numpy as np

from bench.lab_pictures import CODEBOOK, listed, read
from ombud.lab.copies.features import features
from ombud.lab.copies.hashes import EVERYTHING
from ombud.lab.copies.words import HALF, MIDDLES

WHERE = Path(__file__).resolve().parent.parent / "src/ombud/lab/copies/codebook.npy"


def main() -> None:
    """Middles of descriptors from those pictures and from parts of them, one set for each half."""
    cv2.setRNGSeed(3)
    cv2.setNumThreads(1)
    found = []
    for name in listed(CODEBOOK):
        grey = cv2.cvtColor(read(name), cv2.COLOR_BGR2GRAY)
        high, wide = (side * 3 // 5 for side in grey.shape)
        parts = grey, grey[:high, :wide], grey[-high:, -wide:], grey[:high, -wide:], grey[-high:, :wide]
        found += [features(part, EVERYTHING)[1] for part in parts]
    all_of_them = np.concatenate(found).astype(np.float32).reshape(-1, 2, HALF)
    until = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 40, 0.1)
    halves = [
        cv2.kmeans(np.ascontiguousarray(all_of_them[:, side]), MIDDLES, None, until, 1, cv2.KMEANS_PP_CENTERS)[2]
        for side in (0, 1)
    ]
    np.save(WHERE, np.round(np.stack(halves)).clip(0, 255).astype(np.uint8))
    print(f"{len(all_of_them):,} descriptors of {len(listed(CODEBOOK))} pictures")


if __name__ == "__main__":
    main()
