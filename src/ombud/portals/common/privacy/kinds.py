"""The words for each kind of what is kept: what it is called, why it stays as long as it does, and since when."""

from django.utils.translation import gettext as _


def kind_words(kind: str) -> str:
    """What one kind is called."""
    return {
        "contact": _("Name, telephone and e-mail address"),
        "own_words": _("Why you were away, as you told buyers"),
        "cases": _("What was said in complaints and reports"),
        "talks": _("Conversations about orders"),
        "kept": _("Evidence kept for an order"),
        "files": _("Pictures and documents"),
        "orders": _("Orders"),
        "drafts": _("What was not sent yet"),
        "visits": _("Sign-ins: when, with which browser, from which address"),
        "deliveries": _("Which letters went out, to a masked address"),
        "links": _("Links by which somebody could come in"),
        "penalties": _("What was said about penalties and in appeals"),
        "funds": _("Why money was held or let go"),
        "shops": _("What a shop said of itself, and its papers"),
        "order_words": _("What was written about orders"),
        "ratings": _("Words of ratings, and the shops’ answers"),
        "surges": _("What was said about surges of complaints"),
        "public_items": _("What was quoted from public places"),
        "accounts": _("Why an account was limited"),
        "announcements": _("Announcements"),
        "rules": _("Why the rules were changed"),
        "transparency": _("What stands ahead of transparency reports"),
        "erasures": _("What was said about requests for erasure"),
        "guests": _("Name and address of people invited from outside"),
    }[kind]


def why_words(kind: str) -> str:
    """Why it is kept for as long as it is, with the law's own place."""
    return {
        "contact": _("So that the person can be reached. It stays as long as the account with the marketplace."),
        "own_words": _("Buyers were told when nobody would answer. It goes as what a shop said of itself does."),
        "cases": _(
            "A claim can still be brought for three years: Civil Code of China Art. 188, E-Commerce Law Art. 31, "
            "GDPR Art. 17(3)(e)."
        ),
        "talks": _("What was said is part of the trade: E-Commerce Law of China Art. 31, GDPR Art. 17(3)(e)."),
        "kept": _("It was chosen to be kept, and goes after its own date: GDPR Art. 6(1)(a)."),
        "files": _("They stay as long as the case or the talk in which they lie."),
        "orders": _("The marketplace tells them; its own record of the trade stays with it."),
        "drafts": _("So that writing can go on where it stopped: GDPR Art. 5(1)(c)."),
        "visits": _("Logs are kept for six months at least: Cybersecurity Law of China Art. 21(3)."),
        "deliveries": _("So that it can be shown that a letter went out: GDPR Art. 5(2)."),
        "links": _("So that a misuse can still be looked into: GDPR Art. 32."),
        "penalties": _("The shop can still claim for three years that it was wronged: Civil Code of China Art. 188, "
                       "GDPR Art. 17(3)(e)."),
        "funds": _("It belongs to a movement of money: Anti-Money-Laundering Law of China Art. 34 wants ten years."),
        "shops": _("Who a merchant was is kept for three years: Measures on the Supervision of Online Trading "
                   "Art. 31."),
        "order_words": _("It is part of the trade: E-Commerce Law of China Art. 31."),
        "ratings": _("A platform may not delete what buyers say of goods: E-Commerce Law of China Art. 39. "
                     "The stars stay and count."),
        "surges": _("Money may have been held for it, and a claim can be brought for three years: "
                    "Civil Code of China Art. 188."),
        "public_items": _("A surge is compared with a year; whoever is quoted never dealt with us: GDPR Art. 5(1)(c)."),
        "accounts": _("Whoever was limited can still claim for three years that it was wrong: "
                      "Civil Code of China Art. 188."),
        "announcements": _("They often change the rules, so they stay as long as these."),
        "rules": _("Versions of the last three years stay readable: Measures on the Supervision of Online Trading "
                   "Art. 28."),
        "transparency": _("A report stays readable for five years: Regulation (EU) 2024/2835."),
        "erasures": _("So that it can be shown that it was done rightly: GDPR Art. 5(2)."),
        "guests": _("So that they can be reached while an appeal is decided: GDPR Art. 5(1)(e)."),
    }[kind]  # fmt: skip


def after_words(kind: str) -> str:
    """From when its time runs."""
    return {
        "cases": _("after the case closed"),
        "talks": _("after the last message"),
        "kept": _("after the date that was shown when it was kept"),
        "drafts": _("after it was last saved"),
        "visits": _("after the visit ended"),
        "deliveries": _("after the letter went out"),
        "links": _("after the link ran out"),
        "penalties": _("after the last that happened to the penalty"),
        "funds": _("after it was written, unless the money is still held"),
        "shops": _("after it was written, unless it is still in use"),
        "order_words": _("after the last that happened to the order"),
        "ratings": _("after it was written"),
        "surges": _("after the surge was closed"),
        "public_items": _("after it was recorded"),
        "accounts": _("after the limit ended"),
        "announcements": _("after it was withdrawn or a newer version took its place"),
        "rules": _("after the version ceased to apply"),
        "transparency": _("after the report was published"),
        "erasures": _("after it was decided and carried out"),
        "guests": _("after the last that happened to the penalty"),
    }.get(kind, "")
