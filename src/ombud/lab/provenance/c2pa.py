"""Content credentials (C2PA): whether a signed history comes with the picture, what it says, and whether it holds.

Nothing is fetched: a history that lies elsewhere is told of by its address and left where it is, and no certificate is
asked after. Who signed is read, but there is no list here of whom to trust.
"""

import io
from functools import cache
from typing import Any

import msgspec

from ombud.lab.finding import Finding, Strength
from ombud.lab.picture import Picture
from ombud.lab.provenance.xmp_values import first, plain

VERSION = "1"
SETTINGS = {
    "version": 1,
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": False},
    "core": {"allowed_network_hosts": []},
}
_MEDIA = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif", "tiff": "image/tiff"}
_MADE = ("trainedAlgorithmicMedia", "algorithmicMedia")
_LIST_MAX = 20


def look(picture: Picture) -> Finding:
    """The history inside the file; where there can be none, nothing is loaded to find that out."""
    remote = first(picture.carried.xmp, "dcterms:provenance")
    if not picture.carried.credentials:
        facts: dict[str, str | int | float | bool | list[str]] = {"elsewhere": remote} if remote else {"absent": True}
        return _finding("weak" if remote else "none", facts)
    if picture.format not in _MEDIA:
        return _finding("none", {}, "unreadable")
    try:
        told = read(picture)
    except ImportError:
        return _finding("none", {}, "not-installed")
    except Exception as error:  # noqa: BLE001  whatever the library makes of a stranger's boxes
        return _finding("weak", {"state": "unreadable", "because": plain(type(error).__name__)})
    return _finding(*_judged(told))


@cache
def ready() -> Any:
    """The library's context with the network off; in a jail it must be made before the fences are raised."""
    import c2pa

    return c2pa.Context(settings=c2pa.Settings.from_dict(SETTINGS))


def read(picture: Picture) -> dict[str, Any]:
    """All that the library tells of a picture's history, as it tells it. Raises its errors, and ImportError."""
    import c2pa

    with c2pa.Reader(_MEDIA[picture.format], io.BytesIO(picture.data), context=ready()) as reader:
        told = msgspec.json.decode(reader.json())
        told["state"] = reader.get_validation_state()
    return told if isinstance(told, dict) else {}


def _judged(told: dict[str, Any]) -> tuple[Strength, dict[str, str | int | float | bool | list[str]]]:
    state = str(told.get("state") or "Invalid")
    manifest = (told.get("manifests") or {}).get(told.get("active_manifest")) or {}
    signed = manifest.get("signature_info") or {}
    acts, origins = [], []
    for assertion in manifest.get("assertions") or ():
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            for act in (assertion.get("data") or {}).get("actions") or ():
                acts.append(plain(str(act.get("action", ""))))
                origins.append(str(act.get("digitalSourceType", "")).rstrip("/").rpartition("/")[2])
    failed = [plain(str(one.get("code", ""))) for one in told.get("validation_status") or ()]
    facts: dict[str, str | int | float | bool | list[str]] = {"state": plain(state).lower()}
    facts.update({name: said for name, said in {
        "generator": _generator(manifest),
        "signer": plain(str(signed.get("issuer") or "")),
        "signed_at": plain(str(signed.get("time") or "")),
        "title": plain(str(manifest.get("title") or "")),
    }.items() if said})  # fmt: skip
    for name, many in (("actions", acts), ("origins", origins), ("failed", failed)):
        if kept := list(dict.fromkeys(one for one in many if one))[:_LIST_MAX]:
            facts[name] = kept
    facts["ingredients"] = len(manifest.get("ingredients") or ())
    return _strength(state, acts, origins), facts


def _strength(state: str, acts: list[str], origins: list[str]) -> Strength:
    """That it is AI-made by its own signed word is strong; that it was changed, or changed since, is clear."""
    if any(one in _MADE or one.startswith("compositeWithTrained") for one in origins):
        return "strong" if state != "Invalid" else "clear"
    if state == "Invalid" or any(act not in ("c2pa.created", "c2pa.published", "c2pa.converted", "") for act in acts):
        return "clear"
    return "none"


def _generator(manifest: dict[str, Any]) -> str:
    info = manifest.get("claim_generator_info") or [{}]
    name = info[0].get("name") if isinstance(info, list) and info and isinstance(info[0], dict) else ""
    return plain(str(name or manifest.get("claim_generator") or ""))


def _finding(
    strength: Strength, facts: dict[str, str | int | float | bool | list[str]], not_applicable: str = ""
) -> Finding:
    return Finding(
        detector="c2pa",
        version=VERSION,
        kind="observed",
        strength=strength,
        not_applicable=not_applicable,
        facts=facts,
    )
