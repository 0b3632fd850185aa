"""Whether each platform's log is signed, keeps up, and is held by somebody else too."""

from collections.abc import Iterator

from ombud.accounts.log_keys import NoKey, signer_of
from ombud.accounts.models import Platform
from ombud.ledger.log.receipt import oldest_waiting
from ombud.ledger.log.witnessing import standing, witnesses_of
from ombud.site.doctor.finding import Finding, missing, weak, well


def findings() -> Iterator[Finding]:
    """Keys, broken promises and witnesses of all platforms."""
    platforms = list(Platform.objects.order_by("id").values_list("pk", "slug"))
    for platform, slug in platforms:
        try:
            signer_of(platform)
        except NoKey as error:
            yield missing("log key", f"{slug}: {error}.", "Bring the key here, or: ombud ledger new-key --lost.")
        oldest = oldest_waiting(platform)
        if oldest and oldest.late:
            says = f"{slug}: a commit waits since {oldest.since}."
            yield missing("log", says, "See to it that the worker runs and can sign.")
    without = [slug for _platform, slug in platforms if not witnesses_of(slug)]
    if without:
        says = f"Nobody outside holds the log of {', '.join(without)}: whoever owns the database could write it anew."
        yield weak("witnesses", says, "Name some in OMBUD_WITNESSES; docs/record.md says which kinds there are.")
    for platform, slug in platforms:
        for one in standing(platform, slug):
            if one.asked and one.failures:
                yield weak(
                    "witnesses", f"{slug}: {one.witness} failed {one.failures} times: {one.failure}", "Look there."
                )
    if platforms and not without:
        yield well("witnesses", "Every platform's log is given to somebody outside.")
