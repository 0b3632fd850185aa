"""Who may see which page of the staff's, and what lies between the portals: the rest of the matrix of pages."""

from tests.access.groups import Group, group

HERE, BOTH = "rita senior admin", "rita senior admin b.rita"
NEAR = "stranger ana boris invited exstaff b.boris"
NEAR_OTHER = f"b.rita {NEAR}"
SENIOR = "rita stranger boris invited b.rita"

OF_STAFF: tuple[Group, ...] = (
    group("any of the staff, of their own platform", BOTH, NEAR, """
        review                     GET       -
        review-queue               GET       =ruling
        review-star                POST      =ruling
        review-start               POST      =ruling
        review-mine                GET       -
        review-search              GET       -
        review-settings            GET,POST  -
        review-penalty-new         GET,POST  -  200 422
        review-shop-penalties      GET       =mugs
        review-shops               GET       -
        review-packs               GET       -
        review-pack                GET       =weidian@2026.1
        review-pack-procedure      GET       =weidian@2026.1
        review-pack-compare        GET       =weidian@2026.1
        review-pack-try            GET       =weidian@2026.1
        review-announcements       GET       -
        review-announcement-new    GET,POST  -  200 422
        review-funds               GET       -
        review-fund                GET       fund
        review-fund-release        POST      fund
        review-evidence-reports    GET       -
        review-reports             GET       -
        review-accounts            GET       -
        review-account             GET,POST  account
        review-surges              GET       -
        review-surge-shop          GET       =mugs
        review-public              GET,POST  -
        review-weekly              GET       -
        review-weekly-csv          GET       -
        review-transparency        GET       -
        review-calls               GET       -
        review-call-speak          POST      =urge order
        review-call-file           GET,POST  order
        review-order               GET       order
    """),
    group("any of the staff of the case's platform", HERE, NEAR_OTHER, """
        review-case                   GET       case
        review-news                   GET       case  ?since=0
        review-take-along             GET,POST  case
        review-paper                  GET       case
        review-archive                GET       case
        review-penalty-along          GET,POST  penalty
        review-penalty-paper          GET       penalty
        review-penalty-archive        GET       penalty
        review-by-number              GET       case  302
        review-contact                POST      case
        review-do                     GET,POST  case =note
        review-match                  GET       case case.photo chat.picture  200 404
        review-shop                   GET,POST  applied
        review-announcement           GET       announcement
        review-announcement-revise    GET,POST  announcement  200 422
        review-announcement-withdraw  GET,POST  announcement  200 422
        review-evidence-report        GET,POST  fake
        review-evidence-report-match  GET       fake chat.picture  200 404
        review-report                 GET,POST  report
        review-surge                  GET,POST  surge
        review-surge-intervene        GET,POST  surge
        review-surge-hold             POST      surge
        review-surge-cases            GET,POST  surge
    """),
    group("the staff, and who was invited to decide this penalty",
          f"{HERE} invited", "stranger ana boris exstaff b.boris b.rita", """
        review-penalty             GET       penalty
        review-penalty-news        GET       penalty  ?since=0
        review-penalty-outcome     POST      penalty
        review-penalty-do          GET,POST  penalty =note
        review-penalty-do+verdict  GET,POST  penalty =verdict
    """),
    group("who oversees, of their own platform", "senior admin", SENIOR, """
        review-inbox               GET,POST  -
        review-pack-publish        GET,POST  =weidian@2026.1
        review-pack-roll-back      GET,POST  =weidian@2026.1
        review-imports             GET,POST  -
        review-import              GET,POST  import
        review-import-progress     GET       import
        review-import-file         GET       import =rejects
        review-audit               GET       -
        review-privacy             GET       -
        review-webhooks            GET,POST  -
        review-webhook             GET,POST  webhook
        review-transparency-publish  GET,POST  =2026-Q4
        review-audit-csv           GET       -
    """),
    group("who manages people and keys, of their own platform",
          "admin", "stranger ana boris rita senior invited b.rita", """
        review-people              GET       -
        review-person              GET,POST  =rita
        review-person-invite       GET,POST  -
        review-keys                GET,POST  -
    """),
    group("both sides of the order, where a file is kept for both", "ana boris service viewer rita senior admin",
          "stranger other follower sam b.ana b.boris b.rita", """
        kept-file                  GET       kept.all order
    """),
    group("who oversees, of somebody who asked to have theirs erased", "senior admin", SENIOR, """
        review-erasure             GET,POST  =ana  200 404 422
    """),
    group("who keeps the file, and staff who decide",
          "ana rita senior", "stranger other follower boris b.ana b.rita", """
        kept-cover                 GET,POST  kept.all order
    """),
    group("the side that keeps it alone", "ana", "stranger other follower boris rita b.ana", """
        kept-file+own              GET       kept.consumer order
        kept-cover+own             GET,POST  kept.consumer order
    """),
    group("nobody but the staff knows what is held at the door, or only proposed",
          HERE, "stranger ana boris b.rita", """
        review-case+door           GET       at-the-door
        review-penalty+proposal    GET       proposal
        review-surge+alone         GET       surge.alone
        review-announcement+later  GET       announcement.later
        review-case+other          GET       others-case
    """),
    group("nobody where there is no sandbox", "", "ana boris rita senior", """
        review-sandbox             GET       -
    """),
    group("the shop doesn't", "", "boris viewer sam ana b.boris", """
        merchant-case+door         GET       at-the-door
        merchant-penalty+proposal  GET       proposal
        merchant-intervention+alone  GET     surge.alone
        announcement+later         GET       announcement.later
        exhibit+door               GET       at-the-door case.photo
    """),
    group("both sides of the talk", "ana boris service viewer", "stranger other follower sam rita b.ana b.boris", """
        chat-picture               GET       chat.picture order
    """),
    group("both sides of the order, who see the picture", "ana follower boris service viewer",
          "stranger other sam rita b.ana b.boris", """
        keep-picture               GET,POST  -  ?file=case.photo&order=order
    """),
)  # fmt: skip
