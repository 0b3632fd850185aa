"""What this machine offers: isolation for strangers' files, fonts, what setting pages needs, room on the disk."""

import shutil
from collections.abc import Iterator

from django.conf import settings

from ombud.portals.common.press import needs
from ombud.site.doctor.finding import Finding, missing, weak, well

PROBE = b"ombud doctor: a few bytes to see whether evidence can be kept"
GIGABYTE = 1_000_000_000
FREE_BYTES_LOW, FREE_BYTES_NONE = 10 * GIGABYTE, GIGABYTE
"""A case keeps 2 to 20 MB of pictures, so 10 GB is a few hundred cases' warning; under 1 GB PostgreSQL may stop."""


def findings() -> Iterator[Finding]:
    """Isolation, the vault, the lab, fonts, disk."""
    yield _isolation()
    yield _vault()
    yield _lab()
    yield _fonts()
    yield _pages()
    yield _disk()


def _isolation() -> Finding:
    from ombud.vault import isolation

    if isolation.available():
        return well("isolation", "Strangers' files are decoded in a process that can do nothing else.")
    tried = [finding for test in isolation.self_tests() for finding in test.findings if not finding.held]
    failed = f" Did not hold: {', '.join(finding.tried for finding in tried)}." if tried else ""
    way_out = "Install bubblewrap and allow user namespaces, or use a kernel with landlock."
    return missing("isolation", f"This machine can't decode files safely, so uploads are off.{failed}", way_out)


def _vault() -> Finding:
    """Whether evidence can be kept: a few bytes are put, read and taken away again."""
    from ombud.vault.store import vault_store
    from ombud.vault.stored import Away

    where = f"the bucket {settings.VAULT_S3['name']}" if settings.VAULT_S3 else str(settings.VAULT)
    try:
        store = vault_store()
        store.reach()
        digest = store.put(PROBE)
        store.get(digest)
        store.remove(digest)
    except ModuleNotFoundError:
        return missing("vault", "OMBUD_S3_BUCKET is given, and botocore isn't installed.", "pip install 'ombud[s3]'")
    except (Away, OSError) as why:
        way_out = "Check OMBUD_S3_… and the key's rights, or who may write the folder."
        return missing("vault", f"Evidence can't be kept in {where}: {why}.", way_out)
    if settings.VAULT_S3 and settings.VAULT_S3.get("lock_days") and not store.locks():  # type: ignore[attr-defined]
        return missing("vault", f"OMBUD_S3_LOCK_DAYS is given, and {where} has no object lock.", "Make it with one.")
    return well("vault", f"Evidence is kept in {where}.")


def _lab() -> Finding:
    from ombud.vault.isolation import lab

    if not settings.SCREENING:
        return weak("lab", "Pictures aren't screened, since OMBUD_SCREENING says so.", "Leave it out to have them be.")
    if not lab.installed():
        return weak("lab", "The lab isn't installed: staff see no leads.", "Install it with: pip install 'ombud[lab]'.")
    if not lab.installed(lab.WORDS_NEED):
        return weak("lab", "Pictures are screened, but no numbers read.", "Install rapidocr and onnxruntime.")
    return well("lab", "Pictures are screened for staff, behind the same fences.")


def _fonts() -> Finding:
    missing_type = needs.type_lacking()
    if not missing_type:
        return well("fonts", "Both forms of Chinese can be drawn; Latin type is our own.")
    says = "None for Chinese: printed forms would show boxes, and no file to take along can be set as PDF."
    return weak("fonts", says, _install(missing_type))


def _pages() -> Finding:
    """Whether what WeasyPrint needs of the system is here."""
    missing_libraries = needs.libraries_lacking()
    if not missing_libraries:
        return well("pdf", "Files to take along can be set as PDF.")
    says = "Libraries are missing: files to take along come as an archive with pages for a browser, not as PDF."
    return weak("pdf", says, _install(missing_libraries))


def _install(packages: tuple[str, ...]) -> str:
    return f"Install them: apt-get install {' '.join(packages)}, then start again."


def _disk() -> Finding:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.DATA).free
    says = f"{free / GIGABYTE:.1f} GB are free where the data lies ({settings.DATA})."
    if free < FREE_BYTES_NONE:
        return missing("disk", says, "Make room now: below 1 GB the database may stop.")
    if free < FREE_BYTES_LOW:
        return weak("disk", says, "Make room: evidence alone takes 2 to 20 MB a case.")
    return well("disk", says)
