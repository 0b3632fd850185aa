"""Whether all that lies sealed is opened by the keys that are given, whether an older one can be taken out, and whether
evidence still lies in plain."""

from collections.abc import Iterator

from django.conf import settings

from ombud.ledger.renewing import standing
from ombud.site.doctor.finding import Finding, missing, weak, well
from ombud.site.sealed import ALL
from ombud.vault.seal import plain

SOME = 1000
"""Rows of a table that are tried where no older key is given: a lost key shows in the first."""


def findings() -> Iterator[Finding]:
    """One for each table that isn't well, else one for all; and one for evidence."""
    yield _evidence()
    changing = len(settings.SEAL_KEYS) > 1 or len(settings.WORD_KEYS) > 1
    good = True
    for one in ALL:
        stands = standing(one, None if changing else SOME)
        if stands.shut:
            good = False
            says = f"{stands.shut} {stands.what} are opened by none of the keys that are given."
            way_out = "Put the key under which they lie behind the others in OMBUD_SEAL_KEYS or OMBUD_WORD_KEYS."
            yield missing("seal keys", says, way_out)
        if stands.behind:
            good = False
            says = f"{stands.behind} of {stands.seen} {stands.what} lie under an older key."
            yield weak("seal keys", says, "Keep the older keys until it is done: ombud keys renew.")
    if good and changing:
        yield well("seal keys", "Nothing lies under the older keys any more: they can be taken out.")
    elif good:
        yield well("seal keys", "What lies sealed is opened by the key that is given.")


def _evidence() -> Finding:
    files, contents = plain()
    if files or contents:
        says = f"{files} files lie in plain, and {contents} contents in plain beside what they were sealed to."
        return weak("evidence", says, "Seal them: ombud vault seal. It may run while people work.")
    return well("evidence", "All originals and pictures lie encrypted.")
