"""Template tags of the design system: time, money, names, people's own words, icons, the language switch."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ombud.portals.common import display, page
from ombud.portals.common.icons import icon_svg
from ombud.portals.common.said import foreign_script, linked_html, said_html
from ombud.vault.limits import limits

register = template.Library()
NUMBER = re.compile(r"\b[A-Z]{1,8}-\d{6}-\w{5}\b")
PARTIES = ("consumer", "merchant", "platform")


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "camera" %}: inline SVG, hidden from screen readers."""
    return icon_svg(name)


@register.filter
def nth(row: Sequence[Any], place: int) -> Any:
    """{{ columns|nth:forloop.counter0 }}: the one at this place, or nothing where the row is shorter."""
    return row[place] if place < len(row) else ""


@register.simple_tag
def feet(given: Sequence[Any] | str) -> Sequence[Any]:
    """{% feet foot as links %}: what the view gave, else the links at the foot of every page, an error's too."""
    return given if given and not isinstance(given, str) else page.foot()


@register.simple_tag
def money(minor: int | None, currency: str = "CNY") -> str:
    """{% money 16800 "CNY" %}: ¥168.00."""
    return "" if minor is None else display.money(minor, currency)


@register.simple_tag(takes_context=True)
def part(context: Context, which: str, **given: Any) -> SafeString:
    """{% part "field" name="phone" label=… %}: a component that sees only what it is given (and now, zone, viewer)."""
    shared = {key: context.get(key) for key in ("csrf_token", "now", "zone", "viewer", "request")}
    template_ = context.template.engine.get_template(f"common/parts/{which}.html")  # type: ignore[union-attr]
    return template_.render(context.new({**shared, **given}))


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime | None, shape: str = "moment") -> SafeString | str:
    """{% when dt %}, {% when dt "date" %}, "time" or "full" (year and zone): a time element in the platform's zone."""
    if moment is None:
        return ""
    words = display.when(moment, context.get("zone"), context.get("now"), shape)
    full = display.when(moment, context.get("zone"), context.get("now"), "full")
    return format_html('<time datetime="{}" title="{}">{}</time>', display.iso(moment), full, words)


@register.simple_tag(takes_context=True)
def by_when(context: Context, sentence: str, moment: datetime, shape: str = "moment") -> SafeString:
    """{% by_when words dt %}: a sentence with {time} in it, such as "Answer by {time}", filled with the moment."""
    return _filled(sentence, when(context, moment, shape))


@register.simple_tag(takes_context=True)
def remaining(context: Context, deadline: datetime, now: datetime | None = None) -> str:
    """{% remaining deadline now %}: "1 day 22 hours left" as plain words."""
    return display.remaining(deadline, now or context.get("now") or timezone.now()).text


@register.inclusion_tag("common/parts/clock.html", takes_context=True)
def clock(
    context: Context,
    deadline: datetime,
    now: datetime | None = None,
    *,
    start: datetime | None = None,
    by: str = "",
    compact: bool = False,
) -> dict[str, Any]:
    """{% clock deadline now start=… by=… %}: what is left, the date itself, and a bar when the start is known.

    `by` is a sentence holding {time}; the browser counts down by the minute from the words sent along.
    """
    now = now or context.get("now") or timezone.now()
    return {
        "left": display.remaining(deadline, now, start or None),
        "due": display.iso(deadline),
        "now": display.iso(now),
        "by": _filled(by or _("By {time}"), when(context, deadline)),
        "words": json.dumps(display.tick_words(), ensure_ascii=False),
        "compact": compact,
    }


@register.filter
def whole(text: str) -> SafeString:
    """{{ text|whole }}: a case's number in it never breaks at the end of a line."""
    return mark_safe(NUMBER.sub(r'<span class="whole">\g<0></span>', escape(text)))  # noqa: S308 (escaped)


@register.filter
def day(iso: str) -> str:
    """{{ "2026-11-24"|day }}: 24 Nov 2026."""
    return display.day(iso) if iso else ""


@register.filter
def mask(name: str) -> str:
    """{{ name|mask }}: 林**."""
    return display.mask(name)


@register.simple_tag(name="mask")
def mask_tag(name: str) -> str:
    """{% mask name %}: 林**, the same in all languages."""
    return display.mask(name)


@register.filter
def file_size(count: int | None) -> str:
    """{{ bytes|file_size }}: 240 kB."""
    return display.size(count) if count else ""


@register.simple_tag
def upload_caps(accept: str = "") -> str:
    """{% upload_caps accept %}: how large what kinds of files may be, told before anybody chooses one."""
    its = limits()
    told = _("JPEG up to {jpeg} MB, PNG and WebP up to {picture} MB, PDF up to {pdf} MB.").format(
        jpeg=its.jpeg_bytes_max // 1_000_000,
        picture=its.picture_bytes_max // 1_000_000,
        pdf=its.pdf_bytes_max // 1_000_000,
    )
    if "video/" not in (accept or ""):
        return told
    video = _("Videos up to {video} MB: they are kept and handed out as files, not shown.")
    return display.joined(told, video.format(video=its.video_bytes_max // 1_000_000))


@register.simple_tag
def gap() -> str:
    """{% gap %}: what stands between two sentences, which is nothing in Chinese."""
    return "" if display.language().startswith("zh") else " "


@register.simple_tag
def user_text(text: str, lang: str = "") -> SafeString:
    """{% user_text text lang %}: what a person wrote, escaped, in its own direction, hidden signs made visible."""
    written = display.html_lang(lang) if lang else foreign_script(text or "", display.language())
    if written:
        return format_html('<div class="said" dir="auto" lang="{}">{}</div>', written, said_html(text or ""))
    return format_html('<div class="said" dir="auto">{}</div>', said_html(text or ""))


@register.simple_tag
def public_text(text: str, lang: str) -> SafeString:
    """{% public_text text lang %}: what the platform wrote for everybody: paragraphs and links, and no other markup."""
    return format_html('<div class="said" dir="auto" lang="{}">{}</div>', display.html_lang(lang), linked_html(text))


@register.simple_tag
def party_name(party: str, you: str = "") -> str:
    """{% party_name "merchant" you=viewer %}: "Shop", or "You" where the party is the reader."""
    if you == party and party != "platform":  # staff speak for the platform, not for themselves
        return _("You")
    return {"consumer": _("Consumer"), "merchant": _("Shop"), "platform": _("Platform")}[party]


@register.simple_tag
def party_tag(party: str, name: str = "", you: str = "") -> SafeString:
    """{% party_tag "merchant" name="Shanyu" you=viewer %}: a small tag in the party's colour."""
    return format_html('<span class="tag p-{}">{}</span>', party, name or party_name(party, you))


@register.inclusion_tag("common/parts/stage_bar.html")
def stage_bar(stages: str | Sequence[Mapping[str, str]], label: str = "") -> dict[str, Any]:
    """{% stage_bar "negotiating" %} or a list of {label, state}; state is done, now, next or skipped."""
    return {"stages": _complaint_stages(stages) if isinstance(stages, str) else stages, "label": label}


def _complaint_stages(now: str) -> list[dict[str, str]]:
    """A complaint's way, with the stage it stands at. A ruling stands at its execution."""
    names = [
        ("negotiating", _("Talks")),
        ("with-platform", _("Platform decides")),
        ("executing", _("Carrying out")),
        ("verifying", _("Checking")),
        ("closed", _("Closed")),
    ]
    key = {"with-the-platform": "with-platform", "ruled": "executing"}.get(now.replace("_", "-"), now.replace("_", "-"))
    at = [name for name, _label in names].index(key)
    last = len(names) - 1
    return [
        {"label": label, "state": "done" if index < at or at == last else "now" if index == at else "next"}
        for index, (_name, label) in enumerate(names)
    ]


@register.simple_tag
def html_lang(code: str = "") -> str:
    """{% html_lang %}: en, zh-Hans, zh-Hant or es for the html element."""
    return display.html_lang(code or None)


@register.inclusion_tag("common/parts/language_switch.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """{% language_switch %}: a plain form that comes back to the same address."""
    request = context.get("request")
    here = display.language()
    return {
        "languages": [
            {"code": code, "lang": display.HTML_LANG[code], "name": name, "current": code == here}
            for code, name in display.LANGUAGE_NAMES.items()
        ],
        "here": display.LANGUAGE_NAMES[here],
        "next": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def inside_wechat(context: Context) -> bool:
    """{% inside_wechat as bare %}: the page is shown in WeChat, which draws its own title bar."""
    request = context.get("request")
    return request is not None and "MicroMessenger" in request.headers.get("User-Agent", "")


def _filled(sentence: str, time: str) -> SafeString:
    return mark_safe(conditional_escape(sentence).replace("{time}", str(time)))  # noqa: S308 (both sides are escaped)
