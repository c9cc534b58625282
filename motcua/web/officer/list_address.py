"""A work list's address: tab, filters, order and place, so that it can be sent to a colleague."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from motcua.dossiers.queries import TABS, Filters
from motcua.rulebook import dossier_states

TAB_WORDS: Final = dict(
    zip(TABS, ("viec-cua-toi", "toi-giu", "don-vi", "hom-nay", "qua-han", "cho", "tat-ca"), strict=True)
)
ORDER_WORDS: Final = {"due": "han", "newest": "moi", "oldest": "cu"}
CHANNELS: Final = ("online", "postal", "counter", "support_point")
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class ListAddress:
    """The parts of a list's address; `after` and `before` are marks of the pages beside."""

    tab: str = "todo"
    filters: Filters = field(default_factory=Filters)
    order: str = "due"
    after: str = ""
    before: str = ""

    def query(self) -> str:
        """The address without its place in the pages: "the=qua-han&kenh=online"."""
        said = {
            "the": TAB_WORDS[self.tab],
            "trang-thai": self.filters.state,
            "linh-vuc": self.filters.field,
            "thu-tuc": self.filters.procedure,
            "kenh": self.filters.channel,
            "tu": self.filters.due_from.isoformat() if self.filters.due_from else "",
            "den": self.filters.due_to.isoformat() if self.filters.due_to else "",
            "can-bo": str(self.filters.holder) if self.filters.holder is not None else "",
            "noi": self.filters.office,
            "xep": ORDER_WORDS[self.order] if self.order != "due" else "",
        }
        return urlencode({name: value for name, value in said.items() if value})

    def at_tab(self, tab: str) -> ListAddress:
        """The address of another tab's first page, with the same filters."""
        return replace(self, tab=tab, after="", before="")


def read_list_address(given: QueryDict, *, tab: str = "todo") -> ListAddress:
    """Read an address; unreadable parts are ignored."""

    def text(name: str) -> str:
        return given.get(name, "").replace("\0", "").strip()[:LONGEST]

    state = text("trang-thai")
    holder = text("can-bo")
    filters = Filters(
        state=state if state in dossier_states.STATE_CODES else "",
        field=text("linh-vuc"),
        procedure=text("thu-tuc"),
        channel=text("kenh") if text("kenh") in CHANNELS else "",
        due_from=_day(text("tu")),
        due_to=_day(text("den")),
        holder=int(holder) if holder.isascii() and holder.isdecimal() and len(holder) < 10 else None,
        office=text("noi"),
    )
    tabs = {word: name for name, word in TAB_WORDS.items()}
    orders = {word: name for name, word in ORDER_WORDS.items()}
    order = orders.get(text("xep"), "due")
    # There are ever more ended dossiers: they are walked from the newest, never sorted.
    return ListAddress(
        tab="all" if filters.ended else tabs.get(text("the"), tab),
        filters=filters,
        order="newest" if filters.ended and order == "due" else order,
        after=text("sau"),
        before=text("truoc"),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
