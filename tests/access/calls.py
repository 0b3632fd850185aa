"""Who may make which call of the API: the matrix of calls, in groups. A call that isn't here fails the test.

Verbs are as many as there are, and each is reached as its thing is: `thing.*` stands for all verbs of that thing.
Orders, funds, accounts, shops and their like are called the same on both platforms: there `b.` roles find their own.
"""

from ombud.api.v1.act import OFFERED
from ombud.api.v1.naming import address, begins
from tests.access.groups import Group, group

KNOWN = "ana other boris viewer sam rita senior b.ana b.boris b.rita"
ANYBODY = f"{KNOWN} software b.software"
HERE = "ana other boris viewer sam rita senior software"
NO_KEY = "no-key revoked-key out-of-scope exstaff"
NEAR = f"other sam b.rita no-key b.ana b.boris b.software {NO_KEY}"
OWN = f"other sam {NO_KEY}"


def verbs(line: str) -> list[str]:
    """`complaint.*  POST  case.id` → one line for each verb of that thing; all else stands for itself."""
    name, *rest = line.split()
    if not name.endswith(".*"):
        return [line]
    its = [one for one in OFFERED.values() if one.thing == name[:-2] and not begins(one)]
    found = ((method.upper(), route.replace("{id}", "{}")) for method, route in map(address, its))
    return [f"{route} {method} {' '.join(rest[1:])}" for method, route in found]


def calls(what: str, may: str, near: str, table: str) -> Group:
    """A group of calls from its table, as of pages; a JSON body's names stand as `!name=thing`."""
    lines = [one for line in table.strip().splitlines() for one in verbs(line)]
    return group(what, may, near, "\n".join(lines))


CALLS: tuple[Group, ...] = (
    calls("for everybody, without a key", f"{ANYBODY} no-key revoked-key out-of-scope exstaff", "", """
        packs                         GET       -
        packs/{}                      GET       =weidian@2026.1
        packs/{}/guide                GET       =weidian@2026.1
        packs/{}/procedure            GET       =weidian@2026.1
        packs/{}/differences          GET       =weidian@2026.1  ?with=weidian@2026.1
        openapi.json                  GET       -
    """),
    calls("whoever has a key: what everybody of the platform may know, or their own", ANYBODY, NO_KEY, """
        shops/{}                      GET       =mugs
        shops/{}/products             GET       =mugs
        shops/{}/record               GET       =mugs
        announcements                 GET       -
        messages                      GET       -
        messages/read                 POST      -
        service                       GET       -
        made-files/{}                 GET       =x  404
        made-files/{}/file            GET       =x  404
        made-files/{}/remove          POST      =x  404
        me                            GET       -
        rulebook                      GET       -
        transparency                  GET       -
        transparency-reports          GET       -
        transparency-reports/{}       GET       =2025-Q4  404
        receipts                      GET       - ?stream=case.id  200 404
        transparency_report.*         POST      =2025-Q4
        batch                         POST      -
        shop.*                        POST      =mugs
        rulebook.*                    POST      =rules
        reports                       POST      -
        announcements                 POST      -
        surges                        POST      -
        public-items                  POST      -
        shops                         POST      -
        products                      POST      -
        orders                        POST      -
        files                         POST      -
        me/rules                      POST      -
    """),
    calls("any person, of their own", KNOWN, f"{NO_KEY} software b.software", """
        complaints                    GET       -
        evidence-reports              GET       -
        me/settings                   GET,POST  -
        me/rules                      GET       -
    """),
    calls("both sides of the case, and the staff", "ana boris viewer rita senior", f"{NEAR} software", """
        complaints/{}                 GET       case
        complaints/{}/archive         GET,POST  case
        complaints/{}/paper           GET,POST  case
        receipts                      GET       -  ?stream=case.id&seq=1
        evidence-reports/{}           GET       fake
        files/{}/covers               GET       case.photo ?complaint=case
    """),
    calls("both sides of the case and the staff act; the platform's software is told why it can't",
          "ana boris viewer rita senior software", NEAR, """
        complaint.*                   POST      case.id
        evidence_report.*             POST      fake.id
    """),
    calls("the people of the penalised shop, and the staff", "boris viewer rita senior", f"{NEAR} ana software", """
        penalties/{}                  GET       penalty
        penalties/{}/notice           GET       penalty
        penalties/{}/archive          GET,POST  penalty
        penalties/{}/paper            GET,POST  penalty
    """),
    calls("they act; the platform's software is told why it can't",
          "boris viewer rita senior software", f"{NEAR} ana", """
        penalty.*                     POST      penalty.id
    """),
    calls("announced to merchants",
          "boris viewer sam rita senior software", f"{NO_KEY} ana b.ana b.boris b.rita b.software", """
        announcements/{}              GET       announcement
    """),
    calls("the staff of the case's platform", "rita senior", f"{NEAR} ana boris software", """
        complaints/{}/similar         GET       case
        penalties/{}/invitations      POST      penalty
        penalties/{}/invitations/again  POST    penalty
    """),
    calls("who brought the file, and the staff of the case", "ana rita senior", f"{NEAR} boris viewer software", """
        files/{}/custody              GET       case.photo ?complaint=case
        files/{}/cover                POST      case.photo ?complaint=case
        files/{}/lift-cover           POST      case.photo ?complaint=case
    """),
    calls("the staff of the case's platform, of its files", "rita senior", f"{NEAR} ana boris software", """
        files/{}/below                GET       case.photo ?complaint=case&reason=x
        files/{}/findings             GET       case.photo ?complaint=case 200 409
    """),
    calls("who oversees, and the platform's software, of their own platform", "senior software b.software",
          f"{NO_KEY} ana boris rita b.rita", """
        webhooks                      GET,POST  -
        webhook-types                 GET       -
        audit-log                     GET       -
        exports/ocel                  GET       -
    """),
    calls("the same, of one address", "senior software", f"{NO_KEY} ana boris rita b.rita b.software", """
        webhooks/{}                   GET,POST  webhook
        webhooks/{}/attempts          GET       webhook
        webhooks/{}/deliveries        GET       webhook
        webhooks/{}/pause             POST      webhook
        webhooks/{}/replay            POST      webhook
        webhooks/{}/resend            POST      webhook
        webhooks/{}/resume            POST      webhook
        webhooks/{}/rotate            POST      webhook
        webhooks/{}/test              POST      webhook
        webhooks/{}/remove            POST      webhook  200 204 404
    """),
    calls("any consumer or merchant, of their own",
          "ana other b.ana boris sam b.boris", f"{NO_KEY} rita senior software", """
        me/held                       GET       -
        me/copy                       GET       -
    """),
    calls("who oversees, of their own platform, and nobody's software",
          "senior", f"{NO_KEY} ana boris rita software b.rita b.software", """
        erasures                      GET       -
        retention                     GET       -
    """),
    calls("the person, and who oversees", "ana b.ana", f"{OWN} boris rita software b.rita", """
        erasures/{}                   GET       =ana
    """),
    calls("nobody where there is no sandbox", "", f"{NEAR} ana rita senior software", """
        sandbox                       GET       -
        sandbox/clock                 POST      -
        sandbox/reset                 POST      -
        sandbox/scripts/{}            POST      =x
    """),
    calls("what the person asks for themselves; whoever oversees and software are told why they can't",
          "ana senior software b.ana b.software",
          f"{OWN} boris rita b.rita", """
        erasure.*                     POST      =ana
    """),
    calls("who filed the report, and the staff", "ana rita senior", f"{NEAR} boris software", """
        reports/{}                    GET       report.id
    """),
    calls("they act on it", "ana rita senior software", f"{NEAR} boris", """
        report.*                      POST      report.id
    """),
    calls("of a thing that only the platform knows of", "rita senior software", f"{NEAR} ana boris", """
        public-items/{}               GET       public
        public_item.*                 POST      public
        announcement.*                POST      announcement.later.id
        surges/{}+alone               GET       surge.alone
        surge.*                       POST      surge.alone.id
    """),
    calls("the shop that was asked, and the platform", "boris viewer rita senior software", f"{NEAR} ana", """
        surges/{}                     GET       surge
        surges/{}/cases               GET       surge
    """),
    calls("whose order it is, and the staff",
          "ana boris viewer rita senior b.ana b.boris b.rita", f"{OWN} software b.software", """
        orders/{}                     GET       order
        orders/{}/kept                GET       order
    """),
    calls("they act on it", "ana boris viewer rita senior software b.ana b.boris b.rita b.software", OWN, """
        order.*                       POST      order
        order_vault.*                 POST      =o-1:consumer
    """),
    calls("both sides of the order", "ana boris viewer b.ana b.boris", f"{OWN} rita senior software b.rita", """
        conversations/{}              GET       order
        conversations/{}/messages     GET       order
    """),
    calls("they talk; the platform's software is told that it can't",
          "ana boris viewer software b.ana b.boris b.software",
          f"{OWN} rita senior b.rita", """
        conversation.*                POST      order
    """),
    calls("the shop of the order, which may report a picture", "boris viewer b.boris", f"{OWN} ana rita software", """
        orders/{}/reporting           GET       order
    """),
    calls("the shop of the fund, and the platform",
          "boris viewer rita senior software b.boris b.rita b.software", f"{OWN} ana b.ana", """
        funds/{}                      GET       fund
        funds/{}/entries              GET       fund
        fund.*                        POST      fund
    """),
    calls("the shop itself, and the staff", "boris viewer rita senior b.boris b.rita", f"{OWN} ana software b.ana", """
        shops/{}/papers               GET       =mugs
        shops/{}/sales                GET       =mugs
    """),
    calls("nobody but its own people and the staff knows of a shop that isn't open",
          "rita senior", f"{NEAR} ana boris software", """
        shops/{}/papers+applied       GET       applied
    """),
    calls("anybody who acts for a shop, and the staff, of their own", "boris viewer sam rita senior b.boris b.rita",
          f"{NO_KEY} ana software", """
        penalties                     GET       -
        shops                         GET       -
    """),
    calls("the same, and the platform's software",
          "boris viewer sam rita senior software b.boris b.rita b.software", f"{NO_KEY} ana", """
        funds                         GET       -
        late-orders                   GET       -
        surges                        GET       -
    """),
    calls("both sides of orders, of their own",
          "ana other boris viewer sam b.ana b.boris", f"{NO_KEY} rita software b.rita", """
        conversations                 GET       -
        orders                        GET       -
    """),
    calls("anybody who acts for a shop, of their own", "boris viewer sam b.boris", f"{NO_KEY} ana rita software", """
        me/popup                      GET       -
        me/popup/snooze               POST      -
        me/deadlines                  GET       -
        me/calendar                   GET       -
        me/calendar/renew             POST      -
    """),
    calls("consumers and the staff, of their own", "ana other rita senior b.ana b.rita", f"{NO_KEY} boris software", """
        reports                       GET       -
    """),
    calls("any of the staff, of their own platform", "rita senior b.rita", f"{NO_KEY} ana boris software", """
        accounts                      GET       -
        accounts/{}                   GET       account
        queues                        GET       -
        me/work                       GET       -
        order-search                  GET       -
        packs/{}/try                  GET       =weidian@2026.1
    """),
    calls("the staff act on an account; software is told why it can't", "rita senior software b.rita b.software",
          f"{NO_KEY} ana other boris", """
        account.*                     POST      =held
    """),
    calls("the staff and the platform's software, of their own platform",
          "rita senior software b.rita b.software", f"{NO_KEY} ana boris", """
        weeks                         GET       -
        shops/{}/counts               GET       =mugs
        public-items                  GET       -
        trial-balance                 GET       -
    """),
    calls("who oversees, of their own platform", "senior", f"{NO_KEY} ana boris rita software b.rita b.software", """
        imports                       GET,POST  -
        imports/{}                    GET       import
        imports/{}/preview            GET       import
        imports/{}/rejects            GET       import
        imports/{}/mapping            POST      import
        imports/{}/start              POST      import
        imports/{}/stop               POST      import
        imports/{}/discard            POST      import
    """),
    calls("who brought the file, and whoever sees it in the case that the call names",
          "ana", f"{NEAR} rita senior boris software", """
        files/{}                      GET       case.photo
        files/{}/original             GET       case.photo
    """),
    calls("whoever sees the file in the case that is named", "ana boris viewer rita senior", f"{NEAR} software", """
        files/{}+in-case              GET       case.photo ?complaint=case
    """),
    calls("a product is known to all of its platform", HERE, f"{NO_KEY} b.ana b.boris b.rita b.software", """
        products/{}                   GET       product
    """),
    calls("and all of them are told why they can't change it", HERE, f"{NO_KEY} b.ana b.boris b.rita", """
        product.*                     POST      product
    """),
    calls("a complaint begins with an order of one's own",
          "ana rita senior b.ana b.rita boris viewer software b.boris b.software", OWN, """
        complaints                    POST      - !order=order
        evidence-reports              POST      - !order=order
    """),
    calls("a penalty begins with a shop", ANYBODY, NO_KEY, """
        penalties                     POST      - !shop=mugs
    """),
)  # fmt: skip

OWN_TESTS = {
    ("connectors/{}/{}", "GET"): "takes signed deliveries alone, which tests/connectors sends",
}
"""Calls that the matrix doesn't ask, each with why."""
