"""The calls of the OpenAPI document that only a sandbox has."""

from typing import Any

from ombud.api.v1.openapi_parts import changing, reading, ref


def sandbox_readings() -> dict[str, dict[str, Any]]:
    """What is read."""
    return {"/sandbox": reading("read-sandbox", "A sandbox’s clock, people and scripts; 404 on a real platform.")}


def sandbox_posts() -> dict[str, dict[str, Any]]:
    """What is sent."""
    said = "Play a case to a stated point; answers every act with its events."
    played = changing("play-script", said, "Nothing", {})
    played["parameters"] += [ref("id")]
    return {
        "/sandbox/clock": changing(
            "move-clock", "Put a sandbox’s clock forward; what is due by then has happened.", "Forward",
            {"seconds": 172_800},
        ),
        "/sandbox/scripts/{id}": played,
        "/sandbox/reset": changing("reset-sandbox", "Make a sandbox anew, with nothing on it.", "Nothing", {}),
    }  # fmt: skip
