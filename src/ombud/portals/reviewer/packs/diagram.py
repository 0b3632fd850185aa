"""Lays a procedure out as a picture: a bar for each stage, a box for each turn, a lane to where silence leads."""

from typing import NamedTuple

WIDTH, BOX_X, BOX_WIDTH, BOX_HEIGHT, BAR_HEIGHT, GAP = 860, 24, 560, 46, 32, 8
LANE_X, LANE_STEP = 626, 36
PARTIES = ("consumer", "merchant", "platform", "both")


class Step(NamedTuple):
    """One turn in words."""

    stage: str
    stage_name: str
    party: str
    who: str
    due: str
    span: str
    lapse: str
    leads_to: str
    leads_to_name: str

    @property
    def stays(self) -> bool:
        """Whether silence leaves the case in the same stage."""
        return self.leads_to == self.stage


class Bar(NamedTuple):
    """A stage."""

    name: str
    y: int
    text_y: int


class Box(NamedTuple):
    """A turn."""

    step: Step
    y: int
    due_y: int
    who_y: int
    loop: str
    """Path of the arrow back to itself; empty where it leads elsewhere."""


class Lane(NamedTuple):
    """From the turns of one stage to where they lead."""

    path: str
    head: str
    """Points of the arrow's head."""
    starts: tuple[str, ...]
    """Paths from each box to the lane."""


class Drawing(NamedTuple):
    """Everything a template draws, in units of the picture."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    boxes: tuple[Box, ...]
    lanes: tuple[Lane, ...]


def drawn(steps: list[Step], stages: dict[str, str]) -> Drawing:
    """The picture of these turns; `stages` gives the names of the stages in their order."""
    bars: dict[str, Bar] = {}
    boxes: list[Box] = []
    y = 0
    for code, name in stages.items():
        bars[code] = Bar(name, y, y + 21)
        y += BAR_HEIGHT + GAP
        for step in (one for one in steps if one.stage == code):
            boxes.append(_box(step, y))
            y += BOX_HEIGHT + GAP
        y += GAP
    return Drawing(WIDTH, y, tuple(bars.values()), tuple(boxes), tuple(_lanes(boxes, bars)))


def _box(step: Step, y: int) -> Box:
    right, middle = BOX_X + BOX_WIDTH, y + BOX_HEIGHT // 2
    loop = f"M{right} {middle - 9}h14a9 9 0 0 1 0 18h-10m6 -5l-6 5l6 5" if step.stays else ""
    return Box(step, y, y + 19, y + 37, loop)


def _lanes(boxes: list[Box], bars: dict[str, Bar]) -> list[Lane]:
    """One lane for each pair of stages, so that lines never lie upon each other."""
    pairs = list(dict.fromkeys((box.step.stage, box.step.leads_to) for box in boxes if not box.step.stays))
    lanes = []
    for index, (stage, leads_to) in enumerate(pairs):
        x = LANE_X + index * LANE_STEP
        from_y = [box.y + BOX_HEIGHT // 2 for box in boxes if (box.step.stage, box.step.leads_to) == (stage, leads_to)]
        down = bars[leads_to].y > from_y[0]
        tip = bars[leads_to].y if down else bars[leads_to].y + BAR_HEIGHT
        back = -9 if down else 9
        begin = min(from_y) if down else max(from_y)
        starts = tuple(f"M{BOX_X + BOX_WIDTH} {one}H{x}" for one in from_y)
        lanes.append(Lane(f"M{x} {begin}V{tip + back}", f"{x},{tip} {x - 6},{tip + back} {x + 6},{tip + back}", starts))
    return lanes
