"""Takes the files of a form into memory, so that no evidence touches a disk before it is sealed."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

from ombud.site.body_size import IMPORTS


class InMemory(MemoryFileUploadHandler):
    """After `Bounded`, which lets no more through than memory holds; but for imports, which go on to the next."""

    def handle_raw_input(self, _input: Any, meta: dict[str, Any], *_rest: Any) -> None:
        """Django would leave all that is larger than a few megabytes to the disk."""
        self.activated = not str(meta.get("PATH_INFO", "")).startswith(IMPORTS)
