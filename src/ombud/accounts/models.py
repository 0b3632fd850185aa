"""Platforms, people, their roles in shops, and the keys, links and drafts that belong to them."""

import uuid
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from ombud.core.people import Actor, Consumer, Invited, Member, Reviewer, Right, System

ROLE_RIGHTS: dict[str, tuple[Right, ...]] = {
    "owner": ("answer", "appeal"),
    "service": ("answer",),
    "viewer": (),
    "reviewer": ("rule",),
    "senior": ("rule", "approve", "oversee"),
    "admin": ("oversee",),
}
"""What each role may do. A shop's roles and the platform's own."""


class Platform(models.Model):
    """One marketplace: a tenant. Its id leads every key."""

    id = models.AutoField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="Asia/Shanghai")
    languages = models.JSONField(default=list)
    pack = models.CharField(max_length=64, help_text="Name of the pack new streams are opened under.")
    prefix = models.CharField(max_length=8, default="C", help_text="What its complaint numbers begin with.")
    phone = models.CharField(max_length=40, blank=True)
    channels = models.JSONField(
        default=list, help_text="Addresses of apprise by which its notices leave, besides mail."
    )
    handoff_secret = models.TextField(blank=True, help_text="Sealed.")
    handoff_before = models.TextField(blank=True, default="", db_default="", help_text="The secret before, sealed.")
    handoff_before_until = models.DateTimeField(null=True)
    sandbox = models.BooleanField(default=False, db_default=False, help_text="Nothing leaves it, and its clock moves.")
    ahead_seconds = models.BigIntegerField(
        default=0, db_default=0, help_text="How far a sandbox's clock was put forward; 0 for a real platform."
    )

    def __str__(self) -> str:
        """Its name, as its people know it."""
        return self.name


class People(BaseUserManager["Person"]):
    """Finds people by what they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person who signs in with this."""
        return self.get(login=username)


class Person(AbstractBaseUser):
    """Somebody who can sign in: a consumer, a shop's member, a reviewer or an administrator of one platform; or
    somebody from outside who was invited to decide the appeal against one penalty, and comes in by a link alone."""

    KINDS = (
        ("consumer", "consumer"), ("member", "member"), ("reviewer", "reviewer"), ("admin", "admin"),
        ("invited", "invited"),
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    ref = models.CharField(max_length=128, help_text="The platform's own id of this person; events name it.")
    login = models.CharField(max_length=200, unique=True, help_text="platform/handle")
    kind = models.CharField(max_length=16, choices=KINDS)
    role = models.CharField(max_length=16, blank=True, help_text="For staff: reviewer, senior or admin.")
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    choices = models.JSONField(default=dict, help_text="Comfort: blur, greyscale, shortcuts, digest.")
    is_active = models.BooleanField(default=True)
    penalty = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="For those invited: the one penalty they may see.",
    )
    rights_version = models.IntegerField(
        default=0, db_default=0, help_text="Grows with each change of kind, role or activity; sessions from before end."
    )
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["platform", "ref"], name="one_person_by_ref"),
        ]

    def __str__(self) -> str:
        """The name, or what the platform calls the person."""
        return self.name or self.ref

    def actor(self) -> Actor:
        """This person as the core knows people. A member acts for the first shop of theirs."""
        match self.kind:
            case "consumer":
                return Consumer(id=self.ref)
            case "member":
                membership = Membership.objects.filter(platform=self.platform_id, person=self).order_by("pk").first()
                if membership is None:
                    return Member(id=self.ref, shop="", rights=())
                return Member(
                    id=self.ref, shop=membership.shop, rights=ROLE_RIGHTS[membership.role_at(datetime.now(UTC))]
                )
            case "invited":
                return Invited(id=self.ref, penalty=self.penalty)
            case _:
                return Reviewer(id=self.ref, rights=ROLE_RIGHTS[self.role or "reviewer"])


class Membership(models.Model):
    """That somebody acts for a shop, in a role."""

    ROLES = (("owner", "owner"), ("service", "service"), ("viewer", "viewer"))

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    shop = models.CharField(max_length=128)
    role = models.CharField(max_length=16, choices=ROLES)
    stands_in_from = models.DateTimeField(null=True)
    stands_in_until = models.DateTimeField(null=True)
    calendar_serial = models.IntegerField(
        default=0, db_default=0, help_text="Which calendar link holds; 0: none was asked for yet."
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["platform", "person", "shop"], name="one_role_in_a_shop"),
        ]

    def __str__(self) -> str:
        """Who, where, as what."""
        return f"{self.person_id} {self.shop} {self.role}"

    def role_at(self, at: datetime) -> str:
        """The role whose rights count at an instant: the owner's while one stands in for them."""
        stands_in = self.stands_in_from and self.stands_in_until and self.stands_in_from <= at < self.stands_in_until
        return "owner" if stands_in else str(self.role)


class ApiKey(models.Model):
    """An integrator's key: which platform, and for which kinds of party it may speak. Only its hash is kept."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, hex.")
    speaks_for = models.JSONField(default=list, help_text="consumer, merchant, reviewer, system")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Its name."""
        return self.name

    def system(self) -> System:
        """The key itself as an actor, where it speaks for nobody."""
        return System(id=f"key:{self.pk}")


class SpentHandoff(models.Model):
    """A signed link that was used: each lets somebody in once."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    nonce = models.CharField(max_length=128)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["platform", "nonce"], name="a_handoff_is_spent_once"),
        ]

    def __str__(self) -> str:
        """The nonce."""
        return self.nonce


class CaseLink(models.Model):
    """A link sent to the phone or address given in a complaint; it shows that case, once, for some minutes."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hex.")
    complaint = models.CharField(max_length=64)
    person = models.CharField(max_length=128)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Which case it opens."""
        return self.complaint


class InviteLink(models.Model):
    """A link sent to somebody who was invited from outside; it opens one penalty, once, for some days."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hex.")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Whom it lets in."""
        return str(self.person)


class Draft(models.Model):
    """What somebody was about to send: it survives the closing of the page."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    form = models.CharField(max_length=64)
    about = models.CharField(max_length=128, blank=True)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["platform", "person", "form", "about"], name="one_draft_of_a_form"),
        ]

    def __str__(self) -> str:
        """Which form, about what."""
        return f"{self.form} {self.about}"


class RulesAccepted(models.Model):
    """That a party accepted the rules, in this version."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    pack = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["platform", "person", "pack"], name="a_version_is_accepted_once"),
        ]

    def __str__(self) -> str:
        """Which version."""
        return self.pack


from ombud.accounts import door_models  # noqa: E402, F401 - Django finds tables in what this module imports
