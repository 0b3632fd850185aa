"""The page of a sandbox, and what its people see."""

from tests.portals.demo_world import SANDBOX as SLUG
from tests.portals.shown import at

SANDBOX = [
    at("review-sandbox", f"{SLUG}/senior"),
    at("consumer-complaints of a sandbox", f"{SLUG}/buyer"),
    at("merchant-home of a sandbox", f"{SLUG}/seller"),
    at("review-sandbox on a real platform", "zhao", status=404),
]
