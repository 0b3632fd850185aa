"""What is filled in about a stage, held against the fields that the pack declares for it."""

from collections.abc import Iterable

from ombud.core.order.events import KeptDetail
from ombud.core.penalty.form import NO_SUCH_FIELD, TWICE, slip
from ombud.core.policy.violation import FormField
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Words


class Detail(Value, frozen=True):
    """What is filled into one field. Dates are ISO, amounts minor units, `yes` is `yes` or `no`."""

    code: str
    words: Words = EMPTY


def wrong(details: tuple[Detail, ...], fields: Iterable[FormField], *, all_of_them: bool) -> Refusal | None:
    """The first slip among what was filled in; `all_of_them`: whether what is required has to be there."""
    known = {one.code: one for one in fields}
    given: dict[str, Words] = {}
    for one in details:
        if one.code not in known:
            return NO_SUCH_FIELD.given(code=one.code).at_field("details")
        if one.code in given:
            return TWICE.given(code=one.code).at_field(f"details.{one.code}")
        given[one.code] = one.words
    for code, field in known.items():
        if code in given or all_of_them:
            refusal = slip(field, given.get(code, EMPTY))
            if refusal is not None:
                return refusal.at_field(f"details.{code}")
    return None


def kept(details: tuple[Detail, ...]) -> tuple[KeptDetail, ...]:
    """As an event holds them."""
    return tuple(KeptDetail(code=one.code, words=one.words.kept) for one in details if not one.words.blank)
