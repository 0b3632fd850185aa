"""Which private field may be seen by whom: what a role isn't granted here must not be in any answer to it.

Fields are those that tests/access/lives.py fills; roles those of tests/access/roles.py, on the same platform. A role of
the other platform is granted nothing, whatever its name.
"""

from collections.abc import Mapping

SHOP = frozenset(("boris", "service", "viewer"))
STAFF = frozenset(("rita", "senior", "admin"))
ANA = frozenset(("ana", "follower"))
SELLERS = SHOP | {"sam", "mei", "exmember"}
OVERSEE = frozenset(("senior", "admin"))
SOFTWARE = frozenset(("software",))
EVERYBODY = ANA | SELLERS | STAFF | SOFTWARE | {"stranger", "other", "invited", "exstaff", "no-key", "revoked-key"}

GRANTS: Mapping[str, frozenset[str]] = {
    # A case: its two sides and the staff; what the staff note is theirs.
    "case.problem": ANA | SHOP | STAFF,
    "case.message": ANA | SHOP | STAFF,
    "case.answer": ANA | SHOP | STAFF,
    "case.asked": ANA | SHOP | STAFF,
    "case.submitted": ANA | SHOP | STAFF,
    "case.ruling": ANA | SHOP | STAFF,
    "case.assessed": ANA | SHOP | STAFF,
    "case.staff-note": STAFF,
    "case.first-view": STAFF,
    "case.look": STAFF,
    "case.call": ANA | STAFF,
    "case.call-phone": ANA | STAFF,
    "case.contact": ANA | STAFF,
    "case.photo.filename": ANA | STAFF,
    "case.photo.exif": ANA | STAFF,
    "case.answer-photo.filename": SHOP | STAFF,
    "case.answer-photo.exif": SHOP | STAFF,
    "others-case.problem": SHOP | STAFF | {"other"},
    "others-case.contact": STAFF | {"other"},
    "at-the-door.problem": STAFF | {"held"},
    "at-the-door.contact": STAFF | {"held"},
    "later.said": ANA | SHOP | STAFF,
    "later.staff": STAFF,
    "later.photo.filename": ANA | STAFF,
    "later.photo.exif": ANA | STAFF,
    "later.proof-0.filename": SHOP | STAFF,
    "later.proof-0.exif": SHOP | STAFF,
    "later.proof-1.filename": SHOP | STAFF,
    "later.proof-1.exif": SHOP | STAFF,
    "later.number": ANA | SHOP | STAFF,
    "later.carried": SHOP | STAFF,
    "last.photo.filename": ANA | STAFF,
    "last.photo.exif": ANA | STAFF,
    "away": STAFF | {"other"},
    "order.words": frozenset(("ana",)) | SHOP | STAFF | SOFTWARE,
    "erasure": OVERSEE | {"held"},
    "erasure.granted": OVERSEE | {"exmember"},
    # What the two sides wrote to each other: the staff see what was put into a case.
    "chat.words": ANA | SHOP | STAFF,
    "chat.without-case": (ANA - {"follower"}) | SHOP,
    "chat.picture.filename": ANA,
    "chat.picture.exif": ANA,
    "rating.words": EVERYBODY,
    # What one side keeps alone is that side's.
    "kept.consumer": frozenset(("ana",)),
    "kept.consumer.filename": frozenset(("ana",)),
    "kept.consumer.exif": frozenset(("ana",)),
    "kept.shop": SHOP,
    "kept.shop.filename": SHOP,
    "kept.shop.exif": SHOP,
    "kept.all": frozenset(("ana",)) | SHOP | STAFF,
    "kept.all.filename": frozenset(("ana",)) | STAFF,
    "kept.all.exif": frozenset(("ana",)),
    # A limited account.
    "account.why": STAFF | {"held"},
    "account.objection": STAFF | {"held"},
    "account.other": STAFF | {"other"},
    # A report of fake evidence.
    "fake.words": ANA | SHOP | STAFF,
    "fake.answer": ANA | SHOP | STAFF,
    "fake.staff-note": STAFF,
    "fake.beyond": SHOP | STAFF,
    # Penalties: the shop's and the platform's; the one outsider who was asked sees that one.
    "penalty.facts": SHOP | STAFF | {"invited"},
    "penalty.appeal": SHOP | STAFF | {"invited"},
    "penalty.photo.filename": SHOP | STAFF | {"invited"},
    "penalty.photo.exif": SHOP | STAFF,
    "penalty.consulted": SHOP | STAFF | {"invited"},
    "penalty.staff-note": STAFF | {"invited"},
    "penalty.invited": STAFF | {"invited"},
    "proposal": STAFF,
    "penalty.prepared": SHOP,
    "last.penalty": SHOP | STAFF,
    "last.penalty.staff": STAFF,
    "opened.penalty": STAFF,
    # Waves.
    "surge.asked": SHOP | STAFF | SOFTWARE,
    "surge.answer": SHOP | STAFF | SOFTWARE,
    "surge.staff-note": STAFF | SOFTWARE,
    "public": STAFF | SOFTWARE,
    # What is announced, and what isn't yet.
    "announcement": SELLERS | STAFF | SOFTWARE,
    "announcement.later": STAFF | SOFTWARE,
    # A shop that isn't open yet.
    "shop.name": STAFF | {"mei"},
    "shop.contact": STAFF | {"mei"},
    "shop.papers": STAFF | {"mei"},
    "shop.licence.filename": STAFF | {"mei"},
    "shop.licence.exif": STAFF | {"mei"},
    # One that is: how to reach it, and what buyers read while its owner is away, is for all to see.
    "opened.contact": EVERYBODY,
    "opened.away": EVERYBODY,
    "opened.papers": STAFF,
    "opened.licence.filename": STAFF,
    "opened.licence.exif": STAFF,
    "opened.look": STAFF,
    "opened.number": frozenset(("rita",)),
    # Money, reports, imports, integrators.
    "fund.reference": SHOP | STAFF | SOFTWARE,
    "fund.held": SHOP | STAFF | SOFTWARE,
    "report.words": frozenset(("ana",)) | STAFF,
    "report.staff-note": STAFF,
    "import": OVERSEE,
    "webhook": OVERSEE | SOFTWARE,
    # Drafts are whose they are.
    "draft.ana": frozenset(("ana",)),
    "draft.boris": frozenset(("boris",)),
    "draft.rita": frozenset(("rita",)),
}
NAMES: Mapping[str, frozenset[str]] = {
    # People's names: colleagues know each other, the staff know everybody they deal with.
    "ana": ANA | STAFF, "other": STAFF | {"other"}, "held": STAFF | {"held"},
    **dict.fromkeys(("boris", "service", "viewer"), SHOP | STAFF),
    "sam": STAFF | {"sam"}, "mei": STAFF | {"mei"}, "nia": STAFF, "exmember": STAFF | {"exmember"},
    **dict.fromkeys(("rita", "rolf", "senior", "admin", "exstaff"), STAFF), "invited": STAFF | {"invited"},
}  # fmt: skip


def granted(field: str, role: str) -> bool:
    """Whether this role may see this field of its own platform."""
    if field.startswith("person."):
        _person, ref, what = field.split(".")
        whose = {"follower": "ana"}.get(role, role)
        return whose == ref or (role in NAMES[ref] if what == "name" else ref_is_staff(ref) and role == "admin")
    return role in GRANTS.get(field, frozenset())


def ref_is_staff(ref: str) -> bool:
    """Whether somebody is of the staff: their mail and phone are the admin's to keep."""
    return ref in ("rita", "rolf", "senior", "admin", "exstaff", "invited")
