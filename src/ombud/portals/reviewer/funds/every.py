"""All funds of the platform: the trial balance of each currency, and the funds that somebody has to look at first."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.portals.common.display import money
from ombud.portals.common.funds.told import account_words
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.reads import funds
from ombud.reads.funds import Balance, Trial

Row = dict[str, Any]
RANK_MAX = 4
"""fund_row.rank_of: the rest."""


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """Money first, then the shops."""
    platform = request.platform.id
    found, more = funds.of_platform(platform, _after(request.GET.get("after", "")))
    names = funds.shop_names(platform, {one.shop for one in found})
    last = found[-1] if found else None
    words = account_words()
    columns = [words[one] for one in ("available", "held", "ordered", "owed")]
    context = {
        "here": "funds",
        "trials": [_trial(one) for one in funds.trial_balance(platform)],
        "columns": columns,
        "rows": [_row(one, names, columns) for one in found],
        "older_url": f"?after={last.rank}~{last.id}" if more and last else "",
    }
    return bar.page(request, "reviewer/funds/list.html", context)


def _after(text: str) -> tuple[int, str] | None:
    rank, parted, id = text.partition("~")
    known = bool(parted) and rank.isascii() and rank.isdigit() and int(rank) <= RANK_MAX and "\x00" not in id
    return (int(rank), id) if known else None


def _trial(trial: Trial) -> Row:
    """Debits and credits of each account; together they are the same, since every entry is one of each."""
    words = {"outside": _("Kept for the shops (the world outside)"), **account_words()}
    lines = [
        {
            "label": words[account],
            "debit": money(-minor, trial.currency) if minor < 0 else "",
            "credit": money(minor, trial.currency) if minor > 0 else "",
        }
        for account, minor in trial.accounts.items()
    ]
    return {
        "currency": trial.currency,
        "funds": trial.funds,
        "lines": lines,
        "debits": money(trial.debits, trial.currency),
        "credits": money(trial.credits, trial.currency),
        "difference": trial.credits - trial.debits,
        "difference_words": money(trial.credits - trial.debits, trial.currency),
    }


def _row(one: Balance, names: dict[str, str], columns: list[str]) -> Row:
    tags = {0: (_("Wrongly paid"), "bad"), 1: (_("Frozen in whole"), "bad"), 2: (_("Owes"), "warn")}
    tag, tone = tags.get(one.rank, ("", ""))
    amounts = (one.available, one.held, one.ordered, abs(one.owed))
    return {
        "url": reverse("review-fund", args=[one.id]),
        "shop": names.get(one.shop) or one.shop,
        "currency": one.currency,
        "tag": tag,
        "tone": tone,
        "cells": [
            {"label": label, "text": money(minor, one.currency) if minor else "–"}
            for label, minor in zip(columns, amounts, strict=True)
        ],
    }
