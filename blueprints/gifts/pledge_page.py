"""The page of a pledge: what came of it, and the forms of who may go on with it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from blueprints.filters import day, money, number
from blueprints.forms import EditForm
from blueprints.gifts.book import GiftBook
from blueprints.gifts.pledge_forms import ReceiptForm, WithdrawalForm
from models.clock import today
from models.gift_acts import GiftAct
from models.gift_book import Promised
from models.gift_pledge import GiftReceipt
from models.giving_rules import each


class PledgePage:
    """A pledge as a person sees it; `posted` is the form that was filled in and not taken."""

    def __init__(self, book: GiftBook, one: Promised, posted: EditForm | None = None) -> None:
        self.book, self.one, self.posted = book, one, posted

    @cached_property
    def acts(self) -> set[str]:
        return {act.value for act in self.book.acts_on(self.one)}

    @cached_property
    def row(self) -> dict[str, Any]:
        return self.book.row_of(self.one)

    @property
    def may_receive(self) -> bool:
        return GiftAct.RECEIVE in self.acts

    @property
    def receipt(self) -> ReceiptForm:
        """What is still to come is proposed, with its share of the value."""
        if isinstance(self.posted, ReceiptForm):
            return self.posted
        missing = self.one.to_come or None
        one_gift = each(self.one.pledge.gift_value, self.one.pledge.gifts)
        value = one_gift * missing if one_gift and missing else None
        given = {"gifts": missing, "gift_value": value, "received_on": today()}
        return ReceiptForm(self.one, None, data=given)

    @cached_property
    def withdrawal(self) -> WithdrawalForm:
        if isinstance(self.posted, WithdrawalForm):
            return self.posted
        return WithdrawalForm(None, data={"version": self.one.pledge.version})

    @property
    def receipts(self) -> list[dict[str, Any]]:
        """What came, the first first."""
        return [_told(one) for one in self.one.receipts]


def _told(receipt: GiftReceipt) -> dict[str, Any]:
    return {
        "id": receipt.id,
        "day": day(receipt.received_on),
        "gifts": number(receipt.gifts),
        "number": receipt.gifts,
        "value": money(receipt.gift_value) if receipt.gift_value else "",
        "form": WithdrawalForm(None, data={"version": receipt.version}),
    }
