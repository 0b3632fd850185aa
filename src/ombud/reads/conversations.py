"""Lists of conversations: what waits to be read first, then what was said last; page by page from a key."""

from datetime import datetime
from typing import Literal, NamedTuple

from ombud.ledger.connection import rows
from ombud.ledger.words import KEPT, KEY, opened
from ombud.reads.complaint_row import NEVER

PAGE = 30
SEARCH_MAX = 60
"""Longer than any order number; what goes beyond can't be one."""
LAST_SIGN = "\U0010ffff"
"""Behind every other sign: what begins with some letters lies between those and the same with this behind."""
Whose = Literal["shop", "consumer"]

COLUMNS = """
SELECT c.id, c.number, c.shop, c.consumer, c.last_at, c.last_seq, c.last_by, c.said, c.{whose}_waits, c.{whose}_unread,
    c.files, s.name, o.title, o.picture, {kept}
FROM (SELECT * FROM conversation_row WHERE platform = %(platform)s AND {whose} = %(ref)s AND {found}
    ORDER BY {whose}_waits DESC, last_at DESC, id DESC LIMIT %(limit)s) AS c
LEFT JOIN kept_words w ON w.platform = c.platform AND w.stream = 'conversation/' || c.id AND w.digest = c.last_words
{key}
LEFT JOIN shop_row s ON s.platform = c.platform AND s.id = c.shop
LEFT JOIN order_row o ON o.platform = c.platform AND o.id = c.id
ORDER BY c.{whose}_waits DESC, c.last_at DESC, c.id DESC
"""
LATER = "({whose}_waits, last_at, id) < (%(waits)s, %(at)s, %(id)s)"
FOUND = """
id IN ((SELECT id FROM conversation_row WHERE platform = %(platform)s AND shop = %(ref)s
        AND number ~>=~ %(search)s AND number ~<~ %(beyond)s LIMIT 500)
    UNION (SELECT id FROM conversation_row WHERE platform = %(platform)s AND consumer = %(search)s
        AND shop = %(ref)s LIMIT 500))
"""
"""Each page has a statement of its own kind, so that the index leads to where it begins."""


def _statement(whose: Whose, *, searched: bool, later: bool) -> str:
    wanted = (FOUND if searched else "", LATER.format(whose=whose) if later else "")
    return COLUMNS.format(whose=whose, kept=KEPT, key=KEY, found=" AND ".join(filter(None, wanted)) or "true")


UNREAD: dict[Whose, str] = {
    whose: f"""SELECT count(*) FROM (SELECT 1 FROM conversation_row
        WHERE platform = %s AND {whose} = %s AND {whose}_waits LIMIT %s) AS found"""  # noqa: S608 - constants
    for whose in ("shop", "consumer")
}


class After(NamedTuple):
    """The row after which a page begins."""

    waits: bool
    at: datetime
    id: str


class Listed(NamedTuple):
    """A conversation as its list shows it to one side."""

    id: str
    """The order's."""
    number: str
    shop: str
    consumer: str
    last_at: datetime
    last_seq: int
    last_by: str
    said: int
    waits: bool
    """Whether something waits to be read by that side."""
    unread: int
    files: int
    last_words: str
    """What was said last, or that law has erased it; empty where it was only pictures."""
    shop_name: str
    title: str
    picture: str

    @property
    def after(self) -> After:
        """Where the page after this row begins."""
        return After(self.waits, self.last_at, self.id)


def conversations(
    platform: int, whose: Whose, ref: str, after: After | None = None, search: str = "", limit: int = PAGE
) -> list[Listed]:
    """A page of one side's conversations and one row more, if there is one. A shop can look for the beginning of an
    order's number, or for a consumer's id."""
    search = search.strip().replace("\x00", "")[:SEARCH_MAX]
    given = {
        "platform": platform,
        "ref": ref,
        **(after or After(False, NEVER, ""))._asdict(),
        "beyond": search + LAST_SIGN,
        "search": search,
        "limit": limit + 1,
    }
    found = rows(_statement(whose, searched=bool(search) and whose == "shop", later=after is not None), given)
    return [Listed(*(*row[:11], opened(*row[14:]), *(one or "" for one in row[11:14]))) for row in found]


def unread(platform: int, whose: Whose, ref: str, most: int = 100) -> int:
    """In how many conversations something waits to be read by this side; no more than `most` are counted."""
    return int(rows(UNREAD[whose], (platform, ref, most))[0][0])
