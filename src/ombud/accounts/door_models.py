"""What the door keeps: second factors, sessions, tries, and platforms' own sign-in."""

from typing import Any, ClassVar

from django.db import models


class SecondFactor(models.Model):
    """What somebody has besides a password: an app that shows codes, or a passkey."""

    KINDS = (("codes", "codes"), ("passkey", "passkey"))

    platform = models.ForeignKey("accounts.Platform", on_delete=models.PROTECT)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE)
    kind = models.CharField(max_length=16, choices=KINDS)
    name = models.CharField(max_length=80, blank=True)
    secret = models.TextField(blank=True, help_text="Of an app: sealed. Of a passkey: its public part, base64.")
    counter = models.BigIntegerField(default=-1, help_text="The last step of time, or count, that was used.")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["platform", "person"], condition=models.Q(kind="codes"), name="one_app_of_codes"
            ),
        ]

    def __str__(self) -> str:
        """What it is called."""
        return self.name or self.kind


class RecoveryCode(models.Model):
    """A code for the day when the second factor is lost: 120 bits by lot, kept as a hash, good once."""

    platform = models.ForeignKey("accounts.Platform", on_delete=models.PROTECT)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE)
    hash = models.CharField(max_length=64, help_text="SHA-256 of the code, hex.")
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["platform", "person", "hash"], name="one_recovery_code"),
        ]

    def __str__(self) -> str:
        """Whose."""
        return str(self.person_id)


class Visit(models.Model):
    """One session of somebody, as they see it in their list: where it began, and when it was last used."""

    platform = models.ForeignKey("accounts.Platform", on_delete=models.PROTECT)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE)
    key = models.CharField(max_length=40, unique=True, help_text="Of the session: the hash that its row is called by.")
    how = models.CharField(max_length=16, help_text="password, handoff, link, openid, demo")
    browser = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["platform", "person"], condition=models.Q(ended_at=None), name="open_visits"),
        ]

    def __str__(self) -> str:
        """Which browser, from where."""
        return f"{self.browser} {self.address}"


class Tries(models.Model):
    """How often something was tried in vain: by whom, only as a hash. It belongs to no platform: who tries isn't known
    yet."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.IntegerField(default=0)
    last_at = models.DateTimeField()
    waits_until = models.DateTimeField()

    def __str__(self) -> str:
        """How often."""
        return str(self.count)


class OpenId(models.Model):
    """A platform's own sign-in, by OpenID Connect."""

    platform = models.OneToOneField("accounts.Platform", on_delete=models.PROTECT)
    name = models.CharField(max_length=80, help_text="What the button says.")
    issuer = models.CharField(max_length=300)
    client = models.CharField(max_length=200)
    secret = models.TextField(blank=True, help_text="Sealed; empty for a public client with PKCE alone.")
    claims = models.JSONField(default=dict, help_text="Which claims tell ref, kind, shop and groups.")
    groups = models.JSONField(default=dict, help_text="Which group has which of the platform's roles.")
    makes_known = models.BooleanField(default=False, help_text="Consumers who come first here are made known.")
    proves_two = models.BooleanField(default=False, help_text="It asks for a second factor itself.")
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Its issuer."""
        return self.issuer


class OpenIdentity(models.Model):
    """That somebody of an OpenID provider is this person here."""

    platform = models.ForeignKey("accounts.Platform", on_delete=models.PROTECT)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE)
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["platform", "issuer", "subject"], name="one_person_by_subject"),
        ]

    def __str__(self) -> str:
        """Who, there."""
        return self.subject


class RightsVersion(models.Model):
    """A number that grows in the same transaction as what somebody of a platform may do, or a key of it, changes."""

    platform = models.OneToOneField("accounts.Platform", on_delete=models.PROTECT, primary_key=True)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Its number."""
        return str(self.version)
