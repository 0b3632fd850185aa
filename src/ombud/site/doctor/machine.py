"""What this machine offers: isolation for strangers' files, fonts, room on the disk."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from ombud.site.doctor.finding import Finding, missing, weak, well

GIGABYTE = 1_000_000_000
FREE_BYTES_LOW, FREE_BYTES_NONE = 10 * GIGABYTE, GIGABYTE
"""A case keeps 2 to 20 MB of pictures, so 10 GB is a few hundred cases' warning; under 1 GB PostgreSQL may stop."""


def findings() -> Iterator[Finding]:
    """Isolation, the lab, fonts, disk."""
    yield _isolation()
    yield _lab()
    yield _fonts()
    yield _disk()


def _isolation() -> Finding:
    from ombud.vault import isolation

    if isolation.available():
        return well("isolation", "Strangers' files are decoded in a process that can do nothing else.")
    tried = [finding for test in isolation.self_tests() for finding in test.findings if not finding.held]
    failed = f" Did not hold: {', '.join(finding.tried for finding in tried)}." if tried else ""
    way_out = "Install bubblewrap and allow user namespaces, or use a kernel with landlock."
    return missing("isolation", f"This machine can't decode files safely, so uploads are off.{failed}", way_out)


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
    try:
        command = ["fc-list", "--format=%{family}\n", ":lang=zh-cn"]
        there = bool(subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip())
    except OSError:
        there = any(Path("/usr/share/fonts").rglob("*CJK*"))
    if there:
        return well("fonts", "Chinese can be drawn.")
    return weak("fonts", "None for Chinese: printed forms would show boxes.", "Install fonts-noto-cjk.")


def _disk() -> Finding:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.DATA).free
    says = f"{free / GIGABYTE:.1f} GB are free where the data lies ({settings.DATA})."
    if free < FREE_BYTES_NONE:
        return missing("disk", says, "Make room now: below 1 GB the database may stop.")
    if free < FREE_BYTES_LOW:
        return weak("disk", says, "Make room: evidence alone takes 2 to 20 MB a case.")
    return well("disk", says)
