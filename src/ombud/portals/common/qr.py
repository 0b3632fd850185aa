"""Draws a code that a phone's camera reads, as SVG, on the server: the page needs no script and asks nobody else."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4
"""Modules of white around it: what the standard asks for."""


@lru_cache(maxsize=64)
def qr_svg(address: str, label: str) -> SafeString:
    """The code for an address, named for who can't see it."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=QUIET_ZONE, dark="#15211d", light="#fff", svgclass="qr", lineclass=None, omitsize=True, title=label
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 (segno escapes the title; an address becomes squares)
