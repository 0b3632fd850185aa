"""The lab at work in the product: files that were put forward are screened once, and staff read what was found.

`findings_of` is all that a page needs.
"""

from ombud.vault.screening.reading import Found, Screening, findings_of

__all__ = ["Found", "Screening", "findings_of"]
