"""The rungs that several ladders of refusals around a shop share: whose it is, where it stands, what a name may be."""

from datetime import datetime

from ombud.core.people import Actor, Member
from ombud.core.policy.policy import Policy
from ombud.core.policy.shopkeeping import ShopRules
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import ShopFacts
from ombud.core.shop.state import Shop
from ombud.core.words import Words

NAME_MAX = 60
CONTACT_MAX = 120
POLICY_MAX = 2000
REMIND_DAYS = 3
"""Before the papers are due: a photo of a licence may have to be asked for at the office."""

NOT_YOURS = Refusal(code="not-your-shop", because="Only who acts for this shop can do this.")
NOT_OWNER = Refusal(code="owner-only", because="Only the shop's owner can do this.", way_out="Ask the owner to do it.")
NOTHING_SOLD_HERE = Refusal(
    code="shops-not-opened-here",
    because="On this platform shops aren't opened here; the platform tells us of them.",
)
SUSPENDED = Refusal(
    code="shop-suspended",
    because="This shop's account is suspended or closed, so nothing about it can be changed.",
    way_out="Read the notice of the penalty; from there it can be appealed.",
)
NO_NAME = Refusal(code="shop-name-missing", because="Give the shop a name.", field="name")
NAME_TOO_LONG = Refusal(
    code="shop-name-too-long", because="A name has at most {most} characters; there are {there}.", field="name"
)
NO_SUCH_CATEGORY = Refusal(code="category-unknown", because="Choose one of the categories.", field="category")
NO_CONTACT = Refusal(
    code="contact-missing", because="Give a telephone number or an address where buyers reach you.", field="contact"
)
CONTACT_TOO_LONG = Refusal(
    code="contact-too-long", because="This takes at most {most} characters; there are {there}.", field="contact"
)
POLICY_TOO_LONG = Refusal(
    code="policy-too-long", because="This takes at most {most} characters; there are {there}.", field="policy"
)


def owner_of(by: Actor, shop: Shop) -> bool:
    """Whether somebody owns the shop: by its record, or by the rights they were let in with where it was only told."""
    if not isinstance(by, Member) or by.shop != shop.id:
        return False
    role = shop.members.get(by.id)
    if role is not None:
        return role == "owner"
    stands_in = shop.absence is not None and shop.absence.substitute == by.id
    return "appeal" in by.rights and not stands_in


def not_owner(by: Actor, shop: Shop) -> Refusal | None:
    """Why somebody can't do what only an owner does."""
    if not (isinstance(by, Member) and by.shop == shop.id):
        return NOT_YOURS
    return None if owner_of(by, shop) else NOT_OWNER


def keeper(by: Actor, shop: Shop, policy: Policy) -> Refusal | None:
    """Why somebody can't keep this shop: not the owner, suspended, or on a platform where shops aren't kept here."""
    if refusal := not_owner(by, shop):
        return refusal
    if policy.pack.shops is None:
        return NOTHING_SOLD_HERE
    return SUSPENDED if shop.suspended else None


def rules_of(policy: Policy) -> ShopRules:
    """What the pack says of shops; asked only where it says something."""
    assert policy.pack.shops is not None, "asked after the rung that says so"
    return policy.pack.shops


def unfit(facts: ShopFacts, contact: Words, rules: ShopRules) -> Refusal | None:
    """What is wrong with a shop's name, category, contact or policy."""
    if not facts.name.strip():
        return NO_NAME
    if len(facts.name) > NAME_MAX:
        return NAME_TOO_LONG.given(most=NAME_MAX, there=len(facts.name))
    if facts.category not in rules.categories:
        return NO_SUCH_CATEGORY
    if contact.blank:
        return NO_CONTACT
    if len(contact.text) > CONTACT_MAX:
        return CONTACT_TOO_LONG.given(most=CONTACT_MAX, there=len(contact.text))
    if len(facts.policy) > POLICY_MAX:
        return POLICY_TOO_LONG.given(most=POLICY_MAX, there=len(facts.policy))
    return None


def too_many_words(words: Words, policy: Policy, *, blank: bool, field: str = "words") -> Refusal | None:
    """What is wrong with free text; `blank` says that there may be none."""
    if words.blank:
        return None if blank else NO_WORDS.at_field(field)
    most = policy.pack.limits.words_max
    return TOO_LONG.given(words_max=most, words=len(words.text)).at_field(field) if len(words.text) > most else None


NO_WORDS = Refusal(code="no-words", because="Say it in words that the other side can act on.", field="words")
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)


def reminded(due_at: datetime, at: datetime, lead: datetime) -> datetime | None:
    """When the merchant is reminded: `lead` before the end, and not at all where that is past already."""
    return lead if at < lead < due_at else None
