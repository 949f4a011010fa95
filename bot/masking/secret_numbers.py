"""Numbers that may never be kept: BSN, bank account, payment card, what belongs to DigiD."""

from __future__ import annotations

from bot.masking.bank_accounts import bank_accounts
from bot.masking.figures import Plain, groups
from bot.masking.logins import logins
from bot.masking.rows_of_figures import bsn_named, bsns, cards, chains
from bot.masking.spans import Span, merged, outside


def secret_numbers(plain: Plain) -> list[Span]:
    """Every secret number of a text, in order; spans do not overlap."""
    certain = [*bank_accounts(plain.text), *logins(plain.text)]
    named = bsn_named(plain.text)
    found = list(certain)
    for chain in chains(plain.text, outside(groups(plain.text), certain)):
        paid = list(cards(chain))
        found += paid
        for part in chains(plain.text, outside(chain, paid)) if paid else [chain]:
            found += bsns(plain.text, part, named)
    return merged(found)
