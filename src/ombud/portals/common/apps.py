"""Django's record of the room that holds the design system."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "ombud.portals.common"
    label = "common"
