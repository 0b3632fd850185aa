"""From a score to a strength with its measured false-alarm rate; the numbers are in rates.json, which bench writes."""

import functools
from importlib.resources import files

import msgspec

from ombud.lab.edited.places import Places
from ombud.lab.finding import Finding, Rate, Strength

ORDER: tuple[Strength, ...] = ("strong", "clear", "weak")


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What a detector measured, before it is said how much that means."""

    places: Places
    facts: dict[str, str | int | float | bool | list[str]] = {}


class Step(msgspec.Struct, frozen=True):
    """From which score a strength holds, and how often authentic pictures reach it."""

    score: float
    alarms: int
    of: int


class Detector(msgspec.Struct, frozen=True):
    """What was calibrated of one detector."""

    version: str
    steps: dict[str, Step]
    thresholds: dict[str, float] = {}


class Rates(msgspec.Struct, frozen=True):
    """The file."""

    on: str
    detectors: dict[str, Detector]


@functools.cache
def rates() -> Rates:
    """As committed beside this file."""
    return msgspec.json.decode((files("ombud.lab.edited") / "rates.json").read_bytes(), type=Rates)


def finding(name: str, version: str, seen: Measured | str) -> Finding:
    """What is said of it: a code is an abstention; places are only shown from the weakest strength on."""
    if isinstance(seen, str):
        return Finding(detector=name, version=version, kind="inferred", not_applicable=seen)
    strength, rate = judged(name, seen.places.score)
    return Finding(
        detector=name,
        version=version,
        kind="inferred",
        strength=strength,
        rate=rate,
        regions=seen.places.regions if strength != "none" else (),
        facts=seen.facts | {"score": round(seen.places.score, 1)},
    )


def judged(detector: str, score: float) -> tuple[Strength, Rate | None]:
    """The highest strength that the score reaches, with its rate."""
    known = rates()
    steps = known.detectors[detector].steps
    for strength in ORDER:
        step = steps.get(strength)
        if step is not None and score >= step.score:
            return strength, Rate(alarms=step.alarms, of=step.of, on=known.on)
    return "none", None
