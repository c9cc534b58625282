"""What is owed for a dossier: fee lines chosen by channel, group of persons and day. Whole đồng, no fractions.

Law on Fees and Charges 2015; provinces set and reduce fees by channel and group. Postage is owed to the post, apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from motcua.rulebook.vietnamese import say_money, say_number


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One price of one fee. Empty `channels` or `groups` mean all; from and to are days in force, both included.

    `code` names the fee: among the lines of one code that fit, the most favourable to the person is owed.
    `per_copy` multiplies by the copies asked for. `kind` is "fee" (phí) or "charge" (lệ phí).
    """

    code: str
    name: str
    amount: int
    kind: str = "charge"
    channels: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    in_force_from: date | None = None
    in_force_to: date | None = None
    per_copy: bool = False
    basis: str = ""

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("Mức phí không được âm.")
        if self.kind not in ("fee", "charge"):
            raise ValueError("Loại khoản thu phải là phí hoặc lệ phí.")

    def fits(self, channel: str, groups: Collection[str], on: date) -> bool:
        """Whether this price is for the channel, the person's groups and the day."""
        return (
            (not self.channels or channel in self.channels)
            and (not self.groups or not self.groups.isdisjoint(groups))
            and (self.in_force_from is None or self.in_force_from <= on)
            and (self.in_force_to is None or on <= self.in_force_to)
        )


@dataclass(frozen=True, slots=True)
class Owed:
    """One amount owed, with the line it comes from and why in Vietnamese."""

    line: FeeLine
    amount: int
    because: str


@dataclass(frozen=True, slots=True)
class Bill:
    """All that is owed for a dossier, and the fees for which no price was in force (`missing`, codes)."""

    items: tuple[Owed, ...]
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(item.amount for item in self.items)


def owed(
    lines: Iterable[FeeLine], *, channel: str, on: date, groups: Collection[str] = frozenset(), copies: int = 1
) -> Bill:
    """The bill for one dossier handed in by `channel` on day `on` by a person of `groups`.

    `on` is the day of receipt. A fee none of whose prices fits is reported in `missing`, never taken as free.
    ValueError if `copies` is below 1.
    """
    if copies < 1:
        raise ValueError("Số bản phải từ 1 trở lên.")
    by_code: dict[str, list[FeeLine]] = {}
    for line in lines:
        by_code.setdefault(line.code, []).append(line)
    items: list[Owed] = []
    missing: list[str] = []
    for code, prices in by_code.items():
        fitting = [line for line in prices if line.fits(channel, groups, on)]
        if not fitting:
            missing.append(code)
            continue
        items.append(min((_charge(line, copies) for line in fitting), key=lambda item: item.amount))
    return Bill(tuple(items), tuple(missing))


def _charge(line: FeeLine, copies: int) -> Owed:
    amount = line.amount * copies if line.per_copy else line.amount
    because = f"{line.name}: {say_money(amount)}" if amount else f"{line.name}: miễn"
    if line.per_copy and copies > 1 and amount:
        because += f" ({say_number(copies)} bản × {say_money(line.amount)})"
    return Owed(line, amount, f"{because}, theo {line.basis}" if line.basis else because)
