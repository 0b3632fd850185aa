"""What the figures were measured on."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bench import rig

SHOWN = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_connections")


def facts() -> dict[str, str]:
    """Machine, Python, and PostgreSQL as our own runner starts it."""
    found = {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
    }
    with rig.cluster() as running, psycopg.connect(running.app_url) as connection:
        for setting in SHOWN:
            row = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
            found[f"PostgreSQL: {setting}"] = str(row[0]) if row else ""
    return found


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
