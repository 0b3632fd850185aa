"""The application that granian serves; OMBUD_ROLE says whether it is the site or the evidence origin."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.site.settings")
application = get_wsgi_application()
