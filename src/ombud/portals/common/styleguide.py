"""Shows every component in its states, in the language of the reader: for the eye, and for the browser tests."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from . import sample_pages, samples
from .display import LANGUAGE_NAMES

_PAGES = {
    "consumer": sample_pages.consumer_page,
    "complaints": sample_pages.complaints_page,
    "form": sample_pages.form_page,
    "console": sample_pages.console_page,
    "reviewer": sample_pages.reviewer_page,
}


def styleguide(request: HttpRequest) -> HttpResponse:
    """All components and states on one page; `?lang=` shows it in another language without changing the reader's."""
    return _shown(request, "index", sample_pages.components)


def sample(request: HttpRequest, page: str) -> HttpResponse:
    """One whole page made of them: consumer, complaints, form, console, reviewer."""
    if page not in _PAGES:
        raise Http404
    return _shown(request, page, _PAGES[page])


def _shown(request: HttpRequest, page: str, context: sample_pages.Sample) -> HttpResponse:
    asked = request.GET.get("lang", "")
    with translation.override(asked if asked in LANGUAGE_NAMES else translation.get_language()):
        return render(request, f"common/styleguide/{page}.html", samples.common() | context())
