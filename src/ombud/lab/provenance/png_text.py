"""Notes that programs leave in a PNG, or as a comment in a JPEG: what a generator was asked for, above all."""

from ombud.lab.finding import Finding, Strength
from ombud.lab.picture import Picture
from ombud.lab.provenance.xmp_values import plain

VERSION = "1"
_GENERATORS = {
    "parameters": "Stable Diffusion web UI",
    "prompt": "ComfyUI",
    "workflow": "ComfyUI",
    "Dream": "InvokeAI",
    "sd-metadata": "InvokeAI",
    "invokeai_metadata": "InvokeAI",
    "invokeai_graph": "InvokeAI",
    "fooocus_scheme": "Fooocus",
    "generation_data": "a generator",
}
_SOFTWARE = ("NovelAI", "Midjourney", "DALL", "Stable Diffusion", "ComfyUI")
_NOTES_MAX = 12


def look(picture: Picture) -> Finding:
    """The notes by keyword, and which generator writes such ones."""
    texts = picture.carried.texts
    if not texts:
        return Finding(detector="png-text", version=VERSION, kind="observed", facts={"absent": True})
    by = sorted({name for key, name in _GENERATORS.items() if key in texts})
    said = " ".join(texts.get(key, "") for key in ("Software", "Source", "Comment", "Description", "comment"))[:2000]
    by += [name for name in _SOFTWARE if name.lower() in said.lower()]
    # ComfyUI's "prompt" is a word that others might use; its notes are a graph of nodes.
    if by == ["ComfyUI"] and not any("class_type" in texts.get(key, "") for key in ("prompt", "workflow")):
        strength: Strength = "weak"
    else:
        strength = "strong" if by else "none"
    facts: dict[str, str | int | float | bool | list[str]] = {
        "notes": [f"{plain(key)}: {plain(text)}" for key, text in list(texts.items())[:_NOTES_MAX]]
    }
    if by:
        facts["generators"] = by
    return Finding(detector="png-text", version=VERSION, kind="observed", strength=strength, facts=facts)
