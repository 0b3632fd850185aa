"""Gives each icon as inline SVG, drawn by Lucide."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

_SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)">(.*?)</symbol>')


@cache
def shapes() -> dict[str, str]:
    """Every icon's name with what is drawn."""
    return dict(_SYMBOL.findall((Path(__file__).parent / "lucide.svg").read_text(encoding="utf-8")))


@cache
def icon_svg(name: str) -> SafeString:
    """The icon as an SVG element hidden from screen readers: the words beside it carry the meaning."""
    drawn = shapes()[name]
    return mark_safe(  # noqa: S308 (drawn by us, no input from outside)
        f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawn}</svg>'
    )
