"""The tag that gives a form its own key, so that sent twice it acts once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ombud.portals.common.act import new_key

register = template.Library()


@register.simple_tag
def act_key(key: str = "") -> SafeString:
    """{% act_key %}: a hidden input with a fresh key; or with one that was kept."""
    return format_html('<input type="hidden" name="act_key" value="{}">', key or new_key())
