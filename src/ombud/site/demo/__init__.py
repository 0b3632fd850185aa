"""The demo world: five platforms with people, goods, cases and penalties at every stage, told through the desk."""

from ombud.site.demo.seed import seed

__all__ = ["seed"]
