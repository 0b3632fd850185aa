"""Who acts. The role is part of the type, so that a check reads as a sentence."""

from typing import Literal

from ombud.core.struct import Value

Party = Literal["consumer", "merchant", "platform"]
Side = Literal["consumer", "merchant"]
"""Of those who have something with one another."""
Right = Literal["answer", "appeal", "rule", "approve", "oversee"]


class Consumer(Value, frozen=True, tag="consumer"):
    """Someone who buys."""

    id: str


class Member(Value, frozen=True, tag="member"):
    """Someone who acts for a shop."""

    id: str
    shop: str
    rights: tuple[Right, ...] = ()


class Reviewer(Value, frozen=True, tag="reviewer"):
    """Someone who decides for the platform."""

    id: str
    rights: tuple[Right, ...] = ("rule",)


class Invited(Value, frozen=True, tag="invited"):
    """Someone from outside who was invited to decide the appeal against one penalty, and sees nothing else."""

    id: str
    penalty: str


class System(Value, frozen=True, tag="system"):
    """The platform's own software: an import, an integrator's key, the demo seed. It tells facts, it never rules."""

    id: str


class Clock(Value, frozen=True, tag="clock"):
    """Time passing. It may only do what the pack says follows when nobody acts."""

    id: str = "clock"


Actor = Consumer | Member | Reviewer | Invited | System | Clock


def can(by: Actor, right: Right) -> bool:
    """Whether this actor was given the right. Only members and reviewers hold rights."""
    return isinstance(by, Member | Reviewer) and right in by.rights


def across(side: Side) -> Side:
    """Whom a side has it with."""
    return "merchant" if side == "consumer" else "consumer"
