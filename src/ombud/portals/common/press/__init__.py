"""Sets our own pages as PDF/A in a process that fetches nothing: `pdf`, and what this machine lacks for it."""

from ombud.portals.common.press.needs import lacking
from ombud.portals.common.press.setting import Beside, NotPrinted, Paper, pdf

__all__ = ["Beside", "NotPrinted", "Paper", "lacking", "pdf"]
