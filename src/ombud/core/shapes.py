"""Places on a picture: in ten-thousandths of its width and height, so that they hold at any size it is shown in."""

from typing import Literal

from ombud.core.struct import Value

WHOLE = 10_000
"""All of the width, or of the height."""


class Shape(Value, frozen=True):
    """An ellipse or a rectangle by the box around it."""

    kind: Literal["ellipse", "rectangle"]
    left: int
    top: int
    width: int
    height: int

    @property
    def fits(self) -> bool:
        """Whether it lies on the picture and covers some of it."""
        across = self.left >= 0 and self.width > 0 and self.left + self.width <= WHOLE
        return across and self.top >= 0 and self.height > 0 and self.top + self.height <= WHOLE
