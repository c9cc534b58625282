"""A clause as a frame: its acts with the words that steer them, and the slots around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from motcua.rulebook.reading.frames.conditions import Conditions
from motcua.rulebook.reading.frames.places import Place
from motcua.rulebook.reading.frames.times import Times
from motcua.rulebook.reading.frames.tokens import Token


@dataclass(slots=True)
class Act:
    """One act: what is done, the words of modality before it, and the channels in its reach."""

    kind: str  # receive, return, transact, operate, book, ticket, admit, pay, waive, extend, move, declare, task
    token: Token
    modals: tuple[str, ...] = ()
    channels: list[str] = field(default_factory=list)
    blocked: str = ""  # past, purpose, if, other, task
    value: str = ""  # the kind of task


@dataclass(slots=True)
class Frame:
    """One clause with all its slots; `tokens` are its words, `span` its place in the text."""

    ref: str
    tokens: list[Token]
    span: tuple[int, int]
    acts: list[Act] = field(default_factory=list)
    modals: tuple[str, ...] = ()  # modality that no act took ("đóng ở vùng cam")
    objects: list[str] = field(default_factory=list)  # in order
    channels: list[str] = field(default_factory=list)  # all that were named
    place: Place = field(default_factory=Place)
    conditions: Conditions = field(default_factory=Conditions)
    exception: Conditions | None = None
    exception_place: Place | None = None
    times: Times = field(default_factory=Times)
    subject: str = ""  # person | staff
    other: bool = False  # its object is of another trade
    past: bool = False
    open_question: bool = False  # "dự kiến", "sẽ thông báo sau"
    about: bool = False  # "về việc tăng cường …": the content of another order
    retells: bool = False
    festive: bool = False  # of the days off that its sentence names
    complains: bool = False  # goes on about what was found
    with_people: set[str] = field(default_factory=set)  # who else was named in the sentence
    qualified: bool = False  # only some of the units named: "các xã đang phong tỏa"
    iffy: bool = False  # it opens with "khi …", "trường hợp …"
    scopes: bool = False  # it only says when all the rest holds
    topic: list[str] = field(default_factory=list)  # objects of the clause before in its sentence
    limited_by: Frame | None = None  # the clause before whose words of limitation may hold here too

    def has(self, kind: str, value: str = "") -> bool:
        """Whether a token of this class (and value) stands in the clause."""
        return any(kind in token.means and (not value or token.means[kind] == value) for token in self.tokens)

    def take(self, kind: str, *values: str) -> None:
        """Marks the tokens of a class as used."""
        for token in self.tokens:
            if kind in token.means and (not values or token.means[kind] in values):
                token.taken = True

    def act(self, *kinds: str) -> Act | None:
        """The first act of these kinds that nothing blocks."""
        return next((act for act in self.acts if act.kind in kinds and not act.blocked), None)


def span_of_tokens(tokens: Sequence[Token]) -> tuple[int, int]:
    """From the first to the last word; signs at the ends left out."""
    inner = [token for token in tokens if token.text not in (",", ";", ":", ".", "-", "/", "+", "*")] or list(tokens)
    return (inner[0].start, inner[-1].end) if inner else (0, 0)
