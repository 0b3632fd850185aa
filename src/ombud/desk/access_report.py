"""The ways to reach a report about a shop, and a consumer’s account: whose it is, and the platform’s people."""

from ombud.core.account.state import Account
from ombud.core.people import Actor, Consumer, Reviewer
from ombud.core.report.state import Report
from ombud.desk.handle import NotFound
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection
from ombud.reads.reports import report_id

ACCOUNT_MAX = 128
"""As long as the column that holds a platform's own id of a person."""


def access_report(platform: int, id: str, by: Actor) -> Report:
    """The report of this id or number, for who filed it and for reviewers. Raises NotFound."""
    if "\x00" in id or len(id) > 200:
        raise NotFound
    loaded = load(connection(), platform, "report", id)[0]
    if loaded.state is None and (known := report_id(platform, id)):
        loaded = load(connection(), platform, "report", known)[0]
    report: Report | None = loaded.state
    if report is None or not (isinstance(by, Reviewer) or (isinstance(by, Consumer) and by.id == report.consumer)):
        raise NotFound
    return report


def access_account(platform: int, account: str, by: Actor) -> Account | None:
    """The limits on a consumer's account, for themselves and for reviewers; None where none ever lay on it.
    Raises NotFound."""
    if "\x00" in account or len(account) > ACCOUNT_MAX:
        raise NotFound
    if not (isinstance(by, Reviewer) or (isinstance(by, Consumer) and by.id == account)):
        raise NotFound
    state: Account | None = load(connection(), platform, "account", stream_id("account", account))[0].state
    return state
