"""How a clause or a paragraph opens: who is told, with whom, in what tone, and where the action begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from motcua.rulebook.reading.actors import Actors, begins_name, list_at, skip_marks
from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.phrases import compiled
from motcua.rulebook.reading.words import word_list


@dataclass(frozen=True, slots=True)
class Head:
    """How a clause or paragraph opens: modality, assignees, those they work with, and where the action begins."""

    modality: str
    assignees: tuple[Leaf, ...]
    with_: tuple[Leaf, ...]
    action: int
    stop: str
    explicit: bool  # a word of ordering or "Đối với" stands before the names


_MOST_ORDERS: Final = 25  # words of ordering tried in one stretch: more is no letter but noise


class HeadReader:
    """Reads the heads of one text; `folded` is its flat form of the same length."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded

    def head(self, start: int, end: int) -> Head | None:
        """The head of a clause or paragraph, or None where it does not open with somebody's name."""
        at = skip_marks(self.text, start, end)
        modality, after = self.modality(at)
        if modality:
            after = self.past_prefix(after)
            actors = list_at(self.text, self.folded, after, end)
            return self._with(actors, modality, end, explicit=True) if actors else None
        named = self.past_prefix(at)
        actors = list_at(self.text, self.folded, named, end)
        if actors is None:
            return None
        second = compiled(word_list("actors")["issuer"]["verb"] + r"(?: cho)?\s+").match(self.folded, actors.end)
        if second and begins_name(self.text, self.folded, second.end()):
            inner = list_at(self.text, self.folded, second.end(), end)
            word, _ = self.modality(actors.end)
            if inner:
                return self._with(inner, word or "order", end, explicit=True)
        if actors.stop == "verb" and compiled(word_list("actors")["no_duty"]).match(self.folded, actors.end):
            return None
        return self._with(actors, "order", end, explicit=named > at)

    def inner_head(self, start: int, end: int) -> Head | None:
        """An order inside a stretch: "Trên cơ sở …, giao Sở Tài chính chủ trì"; "…, Bộ Nội vụ đề nghị Quý Sở …"."""
        words = "|".join(word_list("actors")["modality"].values())
        before = compiled(word_list("actors")["modality_not"]["before"])
        for found in islice(compiled(rf"(?<!\w)(?:{words})\s+").finditer(self.folded, start, end), _MOST_ORDERS):
            if before.search(self.folded[max(start, found.start() - 30) : found.start()]):
                continue
            modality, after = self.modality(found.start())
            if modality and begins_name(self.text, self.folded, skip_marks(self.text, after, end)):
                actors = list_at(self.text, self.folded, after, end)
                if actors:
                    return self._with(actors, modality, end, explicit=True)
        return None

    def modality(self, at: int) -> tuple[str | None, int]:
        """The modality whose word stands at `at`, and where that word ends; (None, at) where none does."""
        for name, pattern in word_list("actors")["modality"].items():
            found = compiled(rf"(?:{pattern})(?!\w)").match(self.folded, at)
            # "Giáo dục" folds to "giao duc": the word of ordering carries no tone.
            if found and not re.match(r"(?i)gi[áàảãạ]o", self.text[at : found.end()]):
                return name, found.end()
        return None, at

    def past_prefix(self, at: int) -> int:
        """Past "Đối với", "Tại", "Trách nhiệm của" and the like, where one stands at `at`."""
        found = compiled(rf"\s*{word_list('actors')['prefix']}\s+").match(self.folded, at)
        return found.end() if found else at

    def _with(self, actors: Actors, modality: str, end: int, *, explicit: bool) -> Head:
        after = actors.end + 1 if actors.stop == "colon" else actors.end
        partners: tuple[Leaf, ...] = ()
        joint = compiled(word_list("actors")["with"]).match(self.folded, after)
        if joint and "\n\n" not in self.text[after : joint.start()]:
            other = list_at(self.text, self.folded, joint.end(), end)
            if other and not re.search(r"\n\s*\n", self.text[after : joint.end()]):
                partners, after = other.names, other.end
        return Head(modality, actors.names, partners, after, actors.stop, explicit)

    def labelled(self, start: int, end: int) -> Head | None:
        """The head given by labels, as plans do: "Cơ quan chủ trì: Sở Nội vụ; cơ quan phối hợp: …"."""
        labels = word_list("actors")["labels"]
        lead = compiled(labels["lead"]).search(self.folded, start, end)
        actors = list_at(self.text, self.folded, lead.end(), end) if lead else None
        if actors is None:
            return None
        head = Head("order", actors.names, (), actors.end, actors.stop, True)
        joint = compiled(labels["with"]).search(self.folded, start, end)
        other = list_at(self.text, self.folded, joint.end(), end) if joint else None
        return replace(head, with_=other.names) if other else head

    def after_topic(self, start: int, end: int) -> Head | None:
        """The head behind a topic: "Về kinh phí: Sở Tài chính bố trí …"."""
        topic = re.compile(r"[^:.;]{3,100}:\s").match(self.text, start, end)
        head = self.head(topic.end(), end) if topic else None
        if head is None and compiled(word_list("actors")["condition_first"]["pattern"]).match(
            self.folded, skip_marks(self.text, start, end)
        ):
            head = self._after_condition(start, end)
        return head if head and head.stop == "verb" else None

    def _after_condition(self, start: int, end: int) -> Head | None:
        """The head behind a condition: "Từ ngày 02/4/2020, Trung tâm Phục vụ hành chính công tỉnh chỉ tiếp nhận"."""
        for comma in re.compile(r",\s+(?=[A-ZĐ])").finditer(self.text, start, min(end, start + 400)):
            if compiled(word_list("actors")["condition_first"]["never_across"]).search(
                self.folded, start, comma.start()
            ):
                return None
            head = self.head(comma.end(), end)
            if head and head.stop == "verb":
                return head
        return None
