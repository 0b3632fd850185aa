"""By which mapping an import would be read: the one that is kept with it, or what its file itself suggests."""

from django.utils.translation import gettext as _

from ombud.imports.mapping import Mapping, MappingError, parse_mapping
from ombud.imports.runs import Run
from ombud.imports.sniff import sniff


def proposed(run: Run) -> str:
    """The mapping that the file itself suggests; nothing where it suggests none."""
    try:
        with run.path.open("rb") as file:
            return sniff(file, run.file)
    except (MappingError, OSError):
        return ""


def read_mapping(run: Run) -> tuple[Mapping | None, str]:
    """The mapping that is kept, or why it can't be read, in the reader's language."""
    if not run.mapping.strip():
        return None, _("No mapping yet: say which column is the order’s id, and what the others mean.")
    try:
        return parse_mapping(run.mapping.encode()), ""
    except MappingError as error:
        return None, str(error)
