"""Compute the fees of a dossier: prices by channel, person and day, less the person's reduction.

Law on Fees and Charges 2015: each province sets its prices and who pays less, in its catalogue; how they apply is
decided here. Whole đồng, no fractions. Postage is owed to the post, apart (Decision 45/2016 Art. 12.3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from motcua.rulebook.vietnamese import say_number

MOST_COPIES: Final = 999
_KINDS: Final = ("phi", "le_phi")


@dataclass(frozen=True, slots=True)
class Price:
    """One price of a fee (phí) or charge (lệ phí), in whole đồng; from and to are days in force, both included.

    `row` tells it apart and orders it. "" for `channel` or `group` is all of them. `per_copy` multiplies by the copies
    asked for. `because` says what it is, or by which decision it is owed. ValueError on an amount below 0.
    """

    row: int
    kind: str
    amount: int
    channel: str = ""
    group: str = ""
    per_copy: bool = False
    because: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("Mức phí không được âm.")
        if self.kind not in _KINDS:
            raise ValueError("Loại khoản thu phải là phí hoặc lệ phí.")

    def fits(self, channel: str, groups: Collection[str], on: date) -> bool:
        """Whether this price is for the channel, one of the person's groups, and the day."""
        return (
            self.channel in {"", channel}
            and (self.group == "" or self.group in groups)
            and _in_force(self.valid_from, self.valid_to, on)
        )


@dataclass(frozen=True, slots=True)
class Reduction:
    """What a group pays: `fraction_owed` of the common price, 0 for the exempt, 0.5 for half; `basis` is the law."""

    name: str
    fraction_owed: Decimal
    basis: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the group pays less on the day; both ends included."""
        return _in_force(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class Owed:
    """One amount owed, with the price it comes from and why, in Vietnamese."""

    price: Price
    amount: int
    because: str


def prices_owed(
    prices: Iterable[Price], *, channel: str, on: date, groups: Collection[str] = frozenset()
) -> tuple[Price, ...]:
    """The prices a person of `groups` owes through `channel` on day `on`, kind by kind (phí, lệ phí).

    A price for one of the person's groups replaces those for everyone, whatever the channel; of several the lightest
    holds. Without one, a price for the channel replaces those for every channel. An exemption is a price of 0 đồng.
    Empty where none is published.
    """
    fitting = [price for price in prices if price.fits(channel, groups, on)]
    due: list[Price] = []
    for kind in dict.fromkeys(price.kind for price in fitting):
        of_kind = [price for price in fitting if price.kind == kind]
        of_group = [price for price in of_kind if price.group]
        if of_group:
            due.append(min(of_group, key=lambda price: (price.amount, price.row)))
            continue
        of_channel = [price for price in of_kind if price.channel]
        due.extend(sorted(of_channel or of_kind, key=lambda price: price.row))
    return tuple(due)


def owed(prices: Iterable[Price], *, on: date, reduction: Reduction | None = None, copies: int = 1) -> tuple[Owed, ...]:
    """The amount in whole đồng of each of the `prices` due on day `on` for `copies`, with the person's `reduction`.

    A reduction not in force changes nothing, nor one of a price that is the group's own. ValueError unless `copies` is
    from 1 to 999.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise ValueError(f"Số bản phải từ 1 đến {MOST_COPIES}.")
    holds = reduction if reduction is not None and reduction.in_force(on) else None
    return tuple(_with_reduction(price, holds, copies) for price in prices)


def _with_reduction(price: Price, reduction: Reduction | None, copies: int) -> Owed:
    """The share that the group owes, rounded down to a đồng; a price published for the group is reduced already."""
    whole = price.amount * copies if price.per_copy else price.amount
    because = price.because
    if price.per_copy and copies > 1:
        because = f"{copies} bản × {say_number(price.amount)} đồng"
    if reduction is None or price.group:
        return Owed(price, whole, because)
    amount = int((Decimal(whole) * reduction.fraction_owed).to_integral_value(ROUND_FLOOR))
    if amount < whole:
        because = f"{'Miễn' if amount == 0 else 'Giảm'} cho {reduction.name}"
        because += f", {reduction.basis}" if reduction.basis else ""
    return Owed(price, amount, because)


def _in_force(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)
