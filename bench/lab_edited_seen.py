"""What the detectors of edited places made of one picture of the bench."""

import msgspec

from ombud.lab.edited import strengths


class Seen(msgspec.Struct):
    """One picture and what each detector made of it."""

    name: str
    kind: str
    regime: str
    first: int
    second: int
    edited: bool
    scores: dict[str, float | str]
    """By detector: how far its most suspicious place stands out, or the code of its abstention."""
    area: dict[str, float] = {}
    """Area under the curve of pixels by detector, where it didn't abstain."""

    @property
    def said(self) -> dict[str, str]:
        """Strength by detector, or the code of its abstention with a dash before it."""
        return {
            name: f"-{score}" if isinstance(score, str) else strengths.judged(name, score)[0]
            for name, score in self.scores.items()
        }
