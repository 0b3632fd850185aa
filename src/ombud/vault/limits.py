"""How much of a stranger's file is taken and looked at: the defaults, and what the settings change of them."""

from django.conf import settings

from ombud.core.struct import Value


class Limits(Value, frozen=True):
    """Each is checked before the bytes it is about are decoded."""

    picture_bytes_max: int = 20_000_000
    jpeg_bytes_max: int = 60_000_000
    """A phone's JPEG of 12 megapixels is about 5 MB, one of 200 megapixels up to 60."""
    pdf_bytes_max: int = 30_000_000
    video_bytes_max: int = 60_000_000
    """Videos are stored only; a minute of a phone's is about this."""
    pixels_max: int = 25_000_000
    """PNG and lossless WebP are decoded whole: four bytes a pixel."""
    jpeg_pixels_max: int = 200_000_000
    """A JPEG is decoded at a fraction of its size: phones make them of 200 megapixels."""
    pages_max: int = 20
    long_side: int = 2000
    """Of what people are shown, in pixels: a chat's screenshot stays legible."""
    thumb_side: int = 320
    memory_bytes: int = 300_000_000
    """Of address space, so that no worker holds more: what doesn't fit is refused with that reason."""
    cpu_seconds: int = 4
    wall_seconds: int = 20
    """More than the processor time, since a busy machine shares it out."""
    answer_bytes_max: int = 64_000_000
    """Of all pictures that a worker hands back: 20 dense pages are about 20 MB."""

    @property
    def bytes_max(self) -> int:
        """Of any file."""
        return max(self.picture_bytes_max, self.jpeg_bytes_max, self.pdf_bytes_max, self.video_bytes_max)


class Quota(Value, frozen=True):
    """What one person may deposit in 24 hours on one platform."""

    files_max: int = 200
    bytes_max: int = 500_000_000


def limits() -> Limits:
    """The limits in force; the setting OMBUD_EVIDENCE_LIMITS may name any field of `Limits`."""
    return Limits(**getattr(settings, "OMBUD_EVIDENCE_LIMITS", {}))


def quota() -> Quota:
    """The quota in force; the setting OMBUD_EVIDENCE_QUOTA may name any field of `Quota`."""
    return Quota(**getattr(settings, "OMBUD_EVIDENCE_QUOTA", {}))
