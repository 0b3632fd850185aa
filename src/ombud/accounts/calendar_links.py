"""The secret lasting link to a shop's deadlines: each member has one of their own, and can renew it."""

from django.core import signing

from ombud.accounts.models import Membership

SALT = "ombud.shop.calendar"


def of(platform: int, ref: str, shop: str) -> Membership | None:
    """The membership whose link it is; None where somebody never signed in here."""
    return Membership.objects.filter(platform_id=platform, person__ref=ref, shop=shop).first()


def token_of(member: Membership) -> str:
    """The secret in a member's link, as long as it isn't renewed; it opens nothing before a link was made."""
    return signing.Signer(salt=SALT).sign(f"{member.pk}-{member.calendar_serial}")


def renew(member: Membership) -> None:
    """Make a link, or another: the old one is dead at once."""
    member.calendar_serial += 1
    Membership.objects.filter(pk=member.pk).update(calendar_serial=member.calendar_serial)


def member_of(token: str) -> Membership | None:
    """Whose link it is, if it still holds."""
    try:
        said = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    id, _dash, serial = said.partition("-")
    found = Membership.objects.filter(pk=int(id), calendar_serial=int(serial)).select_related("person").first()
    return found if found is not None and found.person.is_active and found.calendar_serial else None
