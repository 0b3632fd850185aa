"""What calls about webhooks answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Empty, When

WentWrong = Literal[
    "", "under-way", "timeout", "no-connection", "unknown-name", "not-public", "certificate", "not-http", "our-mistake",
    "malformed", "not-https", "user-in-address", "port", "number", "name", "inside",
]  # fmt: skip
"""Why there was no answer: empty where there was one, `under-way` while it isn't known yet."""


class WebhookType(msgspec.Struct):
    """A type of event that can be told, such as `complaint.ruled`."""

    type: str


class WebhookRow(msgspec.Struct):
    """An address that is told what happens. `next_idx` is the place in the log from which on nothing was looked at for
    it."""

    id: str
    url: str
    description: str
    wanted: list[str]
    """Things and types of events; empty: all."""
    active: bool
    stopped: Literal["", "paused", "gone"]
    """Why it isn't active: somebody paused it, or its receiver said that it is gone."""
    next_idx: int
    made_at: When
    delivered_at: When | None
    """When something last reached it."""
    failures: int
    """In a row, just now."""
    failing_since: When | None
    retry_at: When | None
    """Until when it is left in peace."""


class MadeWebhook(WebhookRow):
    """An endpoint that was made just now, with its secret, which is shown this once."""

    secret: str


class WebhookSecret(msgspec.Struct):
    """A secret that signs now, without itself. The one in use has no `until`."""

    made_at: When
    until: When | None


class WebhookChange(msgspec.Struct):
    """What somebody did to an endpoint: `made`, `changed`, `rotated`, `paused`, `resumed`, `gone`, or `replayed` with
    the place in the log."""

    at: When
    who: str
    """A person's ref, `key:7`, or `ombud` where the receiver itself said it."""
    what: str


class Webhook(WebhookRow):
    """An endpoint, how it stands, and who did what. `waiting` and `dead` are counted up to a thousand; `log_size` is
    how many events the platform's log has."""

    waiting: int
    dead: int
    """Deliveries that were given up."""
    log_size: int
    secrets: list[WebhookSecret]
    """The newest first."""
    changes: list[WebhookChange]
    """The newest twenty, the newest first."""


class RotatedSecret(msgspec.Struct):
    """An endpoint's new secret, which is shown this once, and until when the one before signs along."""

    id: str
    secret: str
    secrets: list[WebhookSecret]


class WebhookTest(msgspec.Struct):
    """How a test went. `status` is 0 where there was no answer; `error` says why."""

    delivered: bool
    status: int
    error: WentWrong
    body: str
    """The first of what was answered."""
    took_ms: int


class Resent(msgspec.Struct):
    """How many deliveries are sent once more."""

    resent: int


class WebhookAttempt(msgspec.Struct):
    """One attempt and how it went. `index` is the event's place in the log, null for a test; `status` is 0 where there
    was no answer, and `error` says why."""

    id: int
    index: int | None
    message: str
    """The id that each attempt at the same message has."""
    type: str
    """Of the event; `ping` for a test."""
    at: When
    status: int
    error: WentWrong
    answer: str
    """The first of what was answered."""
    took_ms: int
    next_at: When | None
    """When it is tried again."""
    delivered: bool


class WebhookDelivery(msgspec.Struct):
    """An event that is to be told to an endpoint, or was. `index` is its place in the log, `seq` its place in the
    stream of its thing."""

    index: int
    message: str
    type: str
    state: Literal["waiting", "delivered", "dead"]
    """`dead` is what was given up."""
    tries: int
    first_at: When | None
    """When it was first tried."""
    next_at: When
    """When it is or was due."""
    ended_at: When | None
    stream: str
    seq: int


WHOLE: dict[str, Any] = {
    "make-webhook": MadeWebhook,
    "read-webhook": Webhook,
    "change-webhook": WebhookRow,
    "pause-webhook": WebhookRow,
    "resume-webhook": WebhookRow,
    "replay-webhook": WebhookRow,
    "remove-webhook": Empty,
    "resend-webhook": Resent,
    "rotate-webhook-secret": RotatedSecret,
    "test-webhook": WebhookTest,
}
ROWS: dict[str, Any] = {
    "list-webhook-types": WebhookType,
    "list-webhooks": WebhookRow,
    "list-webhook-attempts": WebhookAttempt,
    "list-webhook-deliveries": WebhookDelivery,
}
