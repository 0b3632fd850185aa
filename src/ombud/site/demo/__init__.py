"""The demo world: two platforms with their people, goods and cases at every stage, told through the desk."""

from ombud.site.demo.seed import seed

__all__ = ["seed"]
