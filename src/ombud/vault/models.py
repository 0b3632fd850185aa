"""What is known of a deposited file, and the list of hands it went through."""

import uuid

from django.db import models

from ombud.core.files import File


class EvidenceFile(models.Model):
    """One file, as one person deposited it on one platform. Its bytes are in the store, under their digests."""

    pk = models.CompositePrimaryKey("platform", "id")
    platform = models.BigIntegerField()
    id = models.UUIDField(default=uuid.uuid4)
    sha256 = models.CharField(max_length=64)
    """Of the untouched original, hex."""
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=40)
    """By content, never by name."""
    filename = models.CharField(max_length=255)
    """As its sender called it: a stranger's words, to be shown escaped and never used as a path."""
    width = models.IntegerField()
    height = models.IntegerField()
    pages = models.IntegerField()
    pictures = models.JSONField()
    """Variant → its digest, size in bytes, width and height: what people are shown instead of the original."""
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    uncovered = models.JSONField(null=True)
    """The pictures without any layer of redaction; null while none was ever laid on it."""
    transform = models.CharField(max_length=20, default="1")
    """The version of what makes pictures of an original."""
    quarantined = models.BooleanField(default=False)
    """Nothing of it is shown while this holds."""
    erased_on = models.DateField(null=True)
    """The day law had it erased, in the platform's zone: its bytes are gone."""

    class Meta:
        db_table = "evidence_file"
        constraints = [
            models.UniqueConstraint(
                fields=("platform", "uploaded_by", "sha256"),
                condition=models.Q(erased_on=None),
                name="evidence_file_once_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=("platform", "uploaded_by", "uploaded_at"), name="evidence_file_quota"),
        ]

    def __str__(self) -> str:
        return f"{self.platform}/{self.id}"

    def as_named(self, kind: str = "other") -> File:
        """The file as commands and events name it."""
        return File(file=str(self.id), kind=kind, sha256=self.sha256, media_type=self.media_type)

    def variants(self) -> tuple[str, ...]:
        """`page-1`, `page-2` … in order, without the thumbnail."""
        pages = (name for name in self.pictures if name.startswith("page-"))
        return tuple(sorted(pages, key=lambda name: int(name.removeprefix("page-"))))


class Custody(models.Model):
    """Somebody put, saw or took a file, or law had it erased. Rows are only ever added: the database refuses to change
    or remove one."""

    pk = models.CompositePrimaryKey("platform", "id")
    platform = models.BigIntegerField()
    id = models.UUIDField(default=uuid.uuid4)
    file = models.UUIDField()
    act = models.CharField(max_length=8, choices=[(one, one) for one in ("put", "saw", "took", "erased")])
    variant = models.CharField(max_length=16)
    """`original`, or the variant that was shown."""
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = models.TextField(default="")
    """Why, where somebody of the staff had to say."""

    class Meta:
        db_table = "custody"
        verbose_name_plural = "custody"
        indexes = [models.Index(fields=("platform", "file", "at"), name="custody_of_a_file")]

    def __str__(self) -> str:
        return f"{self.by} {self.act} {self.platform}/{self.file}"


class Redaction(models.Model):
    """Somebody covered places of a file, or lifted such a layer again. Rows are only ever added."""

    pk = models.CompositePrimaryKey("platform", "id")
    platform = models.BigIntegerField()
    id = models.UUIDField(default=uuid.uuid4)
    file = models.UUIDField()
    layer = models.UUIDField()
    """The same in the row that lays it and in the one that lifts it."""
    act = models.CharField(max_length=8, choices=(("cover", "cover"), ("lift", "lift")))
    covers = models.JSONField()
    """Variant → places, as this layer covers them; empty where it is lifted."""
    pictures = models.JSONField()
    """Variant → its digest and size: what is shown from here on, made of the original below."""
    sha256 = models.CharField(max_length=64)
    """Of the original that these were made of, hex."""
    transform = models.CharField(max_length=20)
    party = models.CharField(max_length=10)
    by = models.CharField(max_length=200)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "redaction"
        indexes = [models.Index(fields=("platform", "file", "at"), name="redaction_of_a_file")]

    def __str__(self) -> str:
        return f"{self.by} {self.act} {self.platform}/{self.file}"
