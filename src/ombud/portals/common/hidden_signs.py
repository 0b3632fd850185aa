"""The last fence against words that deceive: no page leaves with a sign that hides or reorders what stands around it.

Where somebody's words are shown as words, `user_text` shows such signs one by one (said.py). Names, titles and what is
quoted in a sentence or an attribute pass here: each such sign becomes its code point in brackets. What somebody is
still writing, in a field or a text area, stays as they typed it.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_BYTES = re.compile(rb"\xe2\x80[\x8b\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf|\xd8\x9c")
"""Most pages have none: this is what they pay for it, some microseconds."""
_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TYPED = re.compile(r"(<textarea[^>]*>.*?</textarea>|\bvalue=\"[^\"]*\")", re.DOTALL)


class HiddenSigns:
    """Middleware: pages alone; data by API, files and what is streamed stay byte by byte."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        is_page = isinstance(answer, HttpResponse) and answer.headers.get("Content-Type", "").startswith("text/html")
        if isinstance(answer, HttpResponse) and is_page and _BYTES.search(answer.content):
            answer.content = made_visible(answer.content.decode()).encode()
        return answer


def made_visible(page: str) -> str:
    """The page with each hidden sign as its code point, but for what is being typed."""
    parts = _TYPED.split(page)
    parts[::2] = [_HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", part) for part in parts[::2]]
    return "".join(parts)
