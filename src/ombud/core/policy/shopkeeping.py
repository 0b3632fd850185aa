"""What a pack says of merchants: their duties, and what they show before a shop opens."""

from typing import Literal

from ombud.core.policy.span import Span
from ombud.core.policy.violation import FormField, Material
from ombud.core.struct import Value

CredentialCheck = Literal["cn-credit-code", "cn-resident-id", "pattern"]
"""How a number is checked: by the check digits of a national standard, or by its form alone."""


class Credential(Value, frozen=True):
    """A number by which an authority knows somebody. It is kept encrypted and shown masked."""

    code: str
    check: CredentialCheck
    pattern: str = ""
    """A regular expression for the whole number, where its form is all there is to check."""
    example: str = ""
    """A fictitious number of this form, shown beside the field."""
    required: bool = True


class QualificationForm(Value, frozen=True):
    """What one kind of merchant hands in: shown, checked and stored from this one declaration."""

    code: str
    """The kind: a company, a person."""
    credentials: tuple[Credential, ...]
    fields: tuple[FormField, ...] = ()
    materials: tuple[Material, ...] = ()


class ShopWindows(Value, frozen=True):
    """How long each turn before a shop opens lasts."""

    verify: Span
    """The platform's, to look at what was handed in."""
    senior: Span
    """A senior reviewer's, where that wasn't done in time."""
    complete: Span
    """The merchant's, to hand it in, or to put it right once it was refused."""


class ShopLimits(Value, frozen=True):
    """Caps of one shop."""

    products_max: int = 1000
    members_max: int = 20
    promotions_max: int = 20
    """Of one product."""
    pictures_max: int = 9
    """Of one product."""


class ShopRules(Value, frozen=True):
    """All that a pack says of opening a shop; on a platform without it shops are only told of."""

    duties_version: str
    """Grows with every change of the duties; stands in each acceptance."""
    duties: tuple[str, ...]
    """Codes of what a merchant must do; each has a name and a text."""
    costs: tuple[str, ...]
    """Codes of what a shop may cost; each has a name and a text."""
    forms: tuple[QualificationForm, ...]
    categories: tuple[str, ...]
    refusal_reasons: tuple[str, ...]
    """Codes of why what was handed in doesn't do; each has words and what to do about it."""
    windows: ShopWindows
    limits: ShopLimits = ShopLimits()

    def form(self, code: str) -> QualificationForm | None:
        """The form of this kind of merchant."""
        return next((one for one in self.forms if one.code == code), None)
