"""Addresses that belong to no single portal: the language switch and the style guide."""

from django.urls import path

from .language import set_language
from .styleguide import sample, styleguide

urlpatterns = [
    path("language", set_language, name="set-language"),
    path("styleguide", styleguide, name="styleguide"),
    path("styleguide/<slug:page>", sample, name="styleguide-sample"),
]
