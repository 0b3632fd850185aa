"""The audit log in words: what was seen or done, and of what. Page, file and API say it alike."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.desk.act_words import act_words
from ombud.notices.figures import listed
from ombud.reads.looked_at import Look

KEY_MADE = "key-made-for-"


def kinds() -> dict[str, str]:
    """What the list can be narrowed to."""
    return {
        "look": _("Looked at"),
        "act": pgettext("audit log", "Done"),
        "sign-in": _("Signing in"),
        "key": _("Keys and webhooks"),
        "role": _("Roles"),
        "rules": _("Rules of the platform"),
        "command": _("Commands on the server"),
    }


def what(one: Look) -> str:
    """What was seen or done, in words; an act's own name stands beside it."""
    return _known(one) or kinds().get(one.kind, one.kind)


def is_named(one: Look) -> bool:
    """Whether its words say all, or its own name is shown beside them."""
    return bool(_known(one))


def _known(one: Look) -> str:
    if one.what.startswith(KEY_MADE):
        whom = _speaks_for()
        said = [whom.get(kind, kind) for kind in one.what.removeprefix(KEY_MADE).split("-")]
        return _("Made a key for {kinds}").format(kinds=listed(said))
    return _looks().get(one.what) or _others().get(one.what) or act_words(one.what)


def _looks() -> dict[str, str]:
    return {
        "case-read": _("Read the case"),
        "penalty-read": _("Read the penalty"),
        "report-read": _("Read the report"),
        "evidence-report-read": _("Read the report of fake evidence"),
        "order-read": _("Read the order"),
        "account-read": _("Looked at the account"),
        "papers-read": _("Read the shop’s documents"),
        "surge-read": _("Read the alarm and its intervention"),
        "gathered-cases-read": _("Looked through gathered cases"),
        "similar-cases-read": _("Read similar cases"),
        "searched": _("Searched for people or cases"),
        "listed": _("Took a list by API"),
        "import-read": _("Looked at imported rows"),
        "import-taken": _("Took rows of an import"),
        "picture-seen": _("Looked at a picture"),
        "custody-read": _("Read who had a file in hand"),
        "talk-read": _("Read a conversation"),
        "kept-read": _("Looked at what is kept for an order"),
        "erasure-read": _("Read a request to erase"),
        "receipts-read": _("Read the receipts"),
        "original-taken": _("Took an original"),
        "looked-below-cover": _("Looked below a cover"),
        "file-taken-along": _("Took the file of the case"),
        "log-read": _("Read this log"),
        "log-taken": _("Took this log as a file"),
        "log-exported": _("Took the record as an event log"),
        "ContactSeen": _("Saw contact details"),
        "ExhibitsOpened": _("Opened evidence"),
        "OverlayShown": _("Switched a lead’s drawing on"),
        "AccusedOverlayShown": _("Switched a lead’s drawing on"),
        "CredentialsSeen": _("Saw sealed numbers"),
    }


def _others() -> dict[str, str]:
    return {
        "signed-in": _("Signed in"),
        "signed-in-elsewhere": _("Signed in by the platform’s own sign-in"),
        "signed-in-by-demo": _("Signed in by a click, in the demo"),
        "second-factor-added": _("Added a second factor"),
        "second-factor-taken-off": _("Took the second factor off"),
        "password-link-made": _("Made a link to set a password"),
        "key-revoked": _("Revoked a key"),
        "handoff-secret-made": _("Made a new secret for sign-in links"),
        "handoff-secret-taken-off": _("Took the secret for sign-in links away"),
        "invited-as-reviewer": _("Invited as reviewer"),
        "invited-as-senior": _("Invited as senior reviewer"),
        "invited-as-admin": _("Invited as administrator"),
        "invited-again": _("Sent the invitation again"),
        "made-reviewer": _("Made a reviewer"),
        "made-senior": _("Made a senior reviewer"),
        "made-admin": _("Made an administrator"),
        "activated": _("Let back in"),
        "deactivated": _("Shut out"),
        "command-run": _("Ran a command on the server"),
        "webhook-made": _("Made a webhook"),
        "webhook-changed": _("Changed a webhook"),
        "webhook-rotated": _("Gave a webhook a new secret"),
        "webhook-paused": _("Paused a webhook"),
        "webhook-resumed": _("Resumed a webhook"),
        "webhook-removed": _("Removed a webhook"),
        "webhook-replayed": _("Had a webhook tell everything again"),
    }


def _speaks_for() -> dict[str, str]:
    """Whom a key may speak for."""
    return {
        "consumer": pgettext("made a key for", "consumers"),
        "merchant": pgettext("made a key for", "shops"),
        "reviewer": pgettext("made a key for", "reviewers"),
        "system": pgettext("made a key for", "the platform’s own software"),
    }


def things() -> dict[str, str]:
    """What a thing is called before its number."""
    return {
        "complaint": _("Case"), "penalty": _("Penalty"), "report": _("Report"), "order": _("Order"),
        "evidence_report": _("Report of fake evidence"), "surge": _("Wave"), "shop": _("Shop"),
        "account": _("Account"), "fund": _("Fund"), "announcement": _("Announcement"), "import": _("Import"),
        "person": pgettext("audit log", "Person"), "key": pgettext("audit log", "Key"), "webhook": _("Webhook"),
        "rulebook": _("Rules of the platform"),
        "file": _("File"), "record": _("Record"), "search": _("Search"), "product": _("Product"),
        "public_item": _("Public statement"),
        "log": _("Audit log"), "erasure": _("Request to erase"), "order_vault": _("Kept evidence"),
        "platform": _("Platform"), "transparency_report": _("Transparency report"),
    }  # fmt: skip


def about(one: Look, names: Mapping[str, str]) -> str:
    """The thing with its number; of a person the name, where it is among these, by ref."""
    word = things().get(one.thing, one.thing)
    if one.thing == "command":
        return one.name
    name = names.get(one.name, one.name) if one.thing == "person" else one.name
    if one.thing == "fund":
        name = name.replace(":", " · ")  # the shop and the currency
    return f"{word} {name}" if name and one.thing not in ("rulebook", "search") else word
