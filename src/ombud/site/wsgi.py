"""The application that granian serves; OMBUD_ROLE says whether it is the site or the evidence origin."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from ombud.core.struct import settle
from ombud.site.dies_with_parent import die_with_parent
from ombud.site.drained import drained

if multiprocessing.parent_process() is not None:
    die_with_parent()  # else a killed granian leaves workers behind that go on answering on the port
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.site.settings")
application = drained(get_wsgi_application())
list(get_resolver().url_patterns)  # all that answers is loaded here, not by whoever calls first
settle()  # before there are threads
