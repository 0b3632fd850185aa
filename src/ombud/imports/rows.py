"""Reads the rows of an export: CSV with a header, or JSON lines."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ombud.imports.mapping import MappingError

Row = dict[str, str]


def rows_of(path: Path, wanted: list[str]) -> Iterator[Row]:
    """The rows of a file, each with the wanted columns. Raises MappingError for a file that can't be read so."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if path.suffix in (".jsonl", ".ndjson"):
                yield from (_plain(json.loads(line), wanted) for line in file if line.strip())
                return
            reader = csv.DictReader(file)
            missing = [name for name in wanted if name not in (reader.fieldnames or [])]
            if missing:
                raise MappingError(f"{path.name}: there is no column “{missing[0]}”")
            yield from (_plain(row, wanted) for row in reader)
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise MappingError(f"{path.name}: {error}") from error


def _plain(row: Any, wanted: list[str]) -> Row:
    if not isinstance(row, dict):
        raise MappingError("each line of JSON must be an object")
    return {name: str(row[name]).strip() if row.get(name) is not None else "" for name in wanted}
