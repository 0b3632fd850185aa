"""Who may see which page: the matrix of pages, in groups. A page that isn't here fails the test.

Orders, funds and accounts are called the same on both platforms: there `b.` roles find their own, never the other's.
"""

from tests.access.groups import Group, group
from tests.access.pages_of_staff import OF_STAFF

EVERYBODY = (
    "stranger ana other follower boris service viewer sam mei exmember rita senior admin invited b.ana b.boris b.rita "
    "exstaff"
)
SIGNED_IN = "ana other follower boris service viewer sam mei exmember rita senior admin b.ana b.boris b.rita"
OWNERS = SIGNED_IN.replace(" follower", "")
SHOP, TEAM = "boris service viewer", "boris service viewer rita senior admin"
SHOPS = "boris service viewer sam mei b.boris"
NEAR_CONSUMER, NEAR_SHOP = "stranger other boris rita b.ana", "stranger ana sam rita mei exmember b.boris"

PAGES: tuple[Group, ...] = (
    group("for everybody", EVERYBODY, "", """
        alive                  GET       -
        ready                  GET       -
        ready                  GET       -
        healthz                GET       -          200 503
        sign-in                GET,POST  -          200 422 429
        help                   GET       -
        guide                  GET       -
        blank-form             GET       -
        rules                  GET       -
        rules-version          GET       =weidian@2026.1
        announcements          GET       -
        shop-record            GET       =mugs
        service                GET       -
        transparency           GET       -
        transparency-csv       GET       -
        transparency-pdf       GET       -  200 429 503
        service-now            GET       -
        log                    GET       -
        log-script             GET       -
        log-keys               GET       slug
        log-handovers          GET       slug
        log-stamp              GET       slug       404
        log-stamped            GET       slug       404
        log-checkpoint         GET       slug
        log-consistency        GET       slug =1 =2
        log-tile               GET       slug =0 =000.p/1
        styleguide             GET       -
        styleguide-sample      GET       =form
        set-language           POST      -
        case-link              GET,POST  -
        handoff                GET,POST  -          403
    """),
    group("for whoever has the token of monitoring, and nobody has it by being somebody", "", EVERYBODY, """
        metrics                GET       -
    """),
    group("for everybody, who says by it who they are", EVERYBODY, "", """
        sign-in-code             GET,POST  -   200 302
        forgotten                GET,POST  -
        new-password             GET,POST  =x  410
        sign-in-passkey          POST      -
        sign-in-passkey-options  POST      -   200 404
        sign-in-back             GET       -   200 302 400 403
        sign-in-with             GET       =x  404
    """),
    group("by a secret link, whoever has it", EVERYBODY, "", """
        shop-calendar          GET       calendar
        follow                 GET       case-link
        invited                GET       invitation
    """),
    group("for everybody signed in", SIGNED_IN, "stranger invited exstaff", """
        accept-rules           POST      -
        upload                 POST      -
        consumer-root          GET       -          302
    """),
    group("for everybody signed in, but who may see one case alone", OWNERS, "stranger invited exstaff follower", """
        draft                  POST      =file
        draft-about            POST      =file =o-3
    """),
    group("for everybody signed in, of their own way in", OWNERS, "stranger invited exstaff follower", """
        security                   GET       -
        security-password          GET,POST  -  200 302
        security-app               GET,POST  -  200 302
        security-codes             POST      -
        security-remove            POST      -
        security-end               POST      -
        security-passkey           POST      -  200 302 404
        security-passkey-options   POST      -  200 302 404
    """),
    group("announced to merchants", f"{SHOP} sam mei exmember rita senior admin", "stranger ana b.boris b.rita", """
        announcement           GET       announcement
        announcement-versions  GET       announcement
        announcement-version   GET       announcement =1
    """),
    group("the consumer of the case, also by a link sent to them", "ana follower", NEAR_CONSUMER, """
        consumer-case             GET       case
        consumer-sent             GET       case
        consumer-talk             GET,POST  case
        consumer-evidence         GET,POST  case
        consumer-ruling           GET       case
        consumer-take-along       GET,POST  case
        consumer-archive          GET       case
        consumer-paper            GET       case
        consumer-live             GET       case =0 =0
        consumer-case-page        GET,POST  case =review
        consumer-evidence-report  GET,POST  fake
    """),
    group("both sides of the case, and the staff", f"ana follower {TEAM}",
          "stranger other sam mei exmember invited b.ana b.boris b.rita", """
        receipts                  GET       case
        receipt                   GET       =1 case
        receipt-file              GET       =1 case
    """),
    group("the consumer, and not by a link to another case", "ana", f"{NEAR_CONSUMER} follower", """
        consumer-offer         GET,POST  offered
        consumer-report-page   GET,POST  report
    """),
    group("the consumer of the order", "ana b.ana", "stranger other follower boris rita", """
        consumer-chat-read      POST      order
        consumer-chat-news      GET       order
        consumer-chat-evidence  GET,POST  order
        consumer-chat           GET,POST  order
        consumer-file-step      GET,POST  =goods  ?order=o-3
        consumer-file-check     GET,POST  -  ?order=o-3  302
        consumer-file-discard   GET,POST  -  ?order=o-3
        consumer-order-act      POST      =urge order
        consumer-rate           GET,POST  order
        consumer-kept           GET,POST  order
        consumer-order          GET       order
    """),
    group("any consumer, of their own", "ana other b.ana", "stranger follower boris rita", """
        consumer-chats          GET       -
        consumer-file           GET       -
        consumer-orders         GET       -
        consumer-report         GET,POST  =tea
        consumer-shop           GET       =tea
        consumer-me             GET       -
        consumer-settings       GET,POST  -
        consumer-messages       GET       -
        consumer-messages-read  POST      -
        consumer-privacy-copy   GET       -
    """),
    group("whoever isn't the staff's, of their own data; letters lead to the first, which leads on",
          "ana other b.ana boris service viewer sam mei exmember invited b.boris", "stranger follower rita senior", """
        consumer-privacy        GET,POST  -  200 302 422
    """),
    group("who acts or acted for a shop, or was invited, of their own data",
          "boris service viewer sam mei exmember invited b.boris", "stranger ana follower rita senior b.ana", """
        own-data                GET,POST  -  200 302 422
        own-data-copy           GET       -
    """),
    group("any consumer, who sees one case where a link let them in",
          "ana other follower b.ana", "stranger boris rita", """
        consumer-complaints    GET       -  200 302
        consumer-channels      GET       -
    """),
    group("a consumer whose account is limited", "held", "stranger boris rita", """
        consumer-account       GET,POST  -
    """),
    group("the people of the case's shop", SHOP, NEAR_SHOP, """
        merchant-case              GET       case
        merchant-news              GET       case  ?since=0
        merchant-take-along        GET,POST  case
        merchant-paper             GET       case
        merchant-archive           GET       case
        merchant-answer            GET,POST  offered
        merchant-offer             GET,POST  offered
        merchant-talk              GET,POST  case
        merchant-evidence          GET,POST  case
        merchant-proof             GET,POST  case
        merchant-ruling            GET,POST  case
        merchant-elsewhere         POST      case
        merchant-evidence-report   GET,POST  fake
        report-evidence            GET,POST  -  ?file=case.photo&order=order
        report-evidence-check      GET,POST  -  ?file=case.photo&order=order  302
        merchant-intervention      GET,POST  surge
        merchant-accept            GET,POST  countered countered.offer
        merchant-decline           GET,POST  countered countered.offer
        merchant-asked             GET,POST  asked asked.request
        merchant-excuse            GET,POST  asked asked.request
    """),
    group("the people of the penalised shop", SHOP, NEAR_SHOP, """
        merchant-penalty            GET       penalty
        merchant-penalty-json       GET       penalty
        merchant-penalty-along      GET,POST  penalty
        merchant-penalty-paper      GET       penalty
        merchant-penalty-archive    GET       penalty
        merchant-penalty-file       GET       penalty penalty.file
        merchant-penalty-begin      GET,POST  penalty
        merchant-penalty-decline    POST      penalty
        merchant-penalty-consult    GET,POST  penalty
        merchant-penalty-answer     GET,POST  penalty
        merchant-penalty-condition  GET,POST  penalty
        merchant-appeal             GET       penalty
        merchant-appeal-check       GET,POST  penalty
        merchant-appeal-prepare     POST      penalty
        merchant-appeal-keep-back   POST      penalty
        merchant-appeal-part        GET,POST  penalty =0
        merchant-appeal-draft       POST      penalty =0
        merchant-penalty-withdraw   GET       penalty
    """),
    group("the people of the shop that sells it", SHOP, NEAR_SHOP, """
        merchant-product           GET       product
        merchant-product-edit      GET,POST  product
        merchant-product-offer     POST      product
        merchant-product-promote   GET,POST  product
        merchant-promotion-end     POST      product =p1
    """),
    group("the people of the order's shop, and of the fund's",
          f"{SHOP} b.boris", "stranger ana sam rita mei exmember", """
        merchant-chat-read         POST      order
        merchant-chat-news         GET       order
        merchant-chat-evidence     GET,POST  order
        merchant-chat              GET,POST  order
        merchant-kept              GET,POST  order
        merchant-order             GET       order
        merchant-order-answer      POST      order
        merchant-record-answer     POST      order
        merchant-fund              GET       =CNY
        merchant-fund-csv          GET       =CNY
    """),
    group("anybody who acts for a shop, of their own", SHOPS, "stranger ana exmember rita", """
        merchant-complaints        GET       -
        merchant-chats             GET       -
        merchant-penalties         GET       -
        merchant-popup-snooze      POST      -
        merchant-penalties-export  GET       -
        merchant-orders            GET       -
        merchant-late-orders       GET       -
        merchant-late-complete     POST      -
        merchant-late-fill-in      POST      -
        merchant-late-undo         POST      -
        merchant-shop-duties       GET,POST  -
        merchant-shop-papers       GET,POST  -
        merchant-shop-papers-draft POST      =company
        merchant-shop-set-up       GET,POST  -
        merchant-shop-people       GET,POST  -
        merchant-shop-absence      GET,POST  -
        merchant-shop-calendar     GET,POST  -
        merchant-product-new       GET,POST  -
        merchant-products          GET       -
        merchant-evidence-reports  GET       -
        merchant-interventions     GET       -
        merchant-record            GET       -
        merchant-sales             GET       -
        merchant-funds             GET       -
        merchant-inbox             GET       -
        merchant-inbox-read        POST      -
        merchant-settings          GET,POST  -
    """),
    group("anybody who sells, with or without a shop", f"{SHOPS} exmember", "stranger ana rita", """
        merchant-home              GET       -  200 302
        merchant-shop              GET       -
        merchant-shop-apply        GET,POST  -  200 302
        merchant-shop-open         POST      -
        merchant-shop-join         POST      =mugs
    """),
    group("both sides of the case, and the staff",
          f"ana follower {TEAM}", "stranger other sam b.ana b.boris b.rita", """
        exhibit                GET       case case.photo
        talk-exhibit           GET       case =t1
        talk-picture           GET       case =t1 chat.picture
    """),
    group("who brought the file, and the staff",
          "ana follower rita senior admin", "stranger other boris b.ana b.rita", """
        custody                GET       case case.photo
    """),
    group("staff who ask for the original, and say why", "rita senior admin", "stranger ana boris b.rita", """
        custody+original       POST      case case.photo
    """),
    group("who brought the file, and staff who decide",
          "ana follower rita senior", "stranger other boris b.ana b.rita", """
        exhibit-cover          GET,POST  case case.photo
    """),
    *OF_STAFF,
    group("the people of the penalised shop, who end it", SHOP, NEAR_SHOP, """
        merchant-penalty-withdraw+end  POST   penalty
    """),
)  # fmt: skip

OWN_TESTS = {
    "sign-out": "ends the session that asks",
    "invited-done": "shows itself once the session has ended",
    "invited-home": "goes on to the one penalty of whoever was invited, for everybody else to the start",
}
"""Pages that the matrix doesn't ask, each with why."""
