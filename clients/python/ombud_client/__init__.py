"""A thin typed client of Ombud's API, with the standard library alone."""

from ombud_client.calls import Client
from ombud_client.transport import ProblemError, Unreachable

__all__ = ["Client", "ProblemError", "Unreachable"]
