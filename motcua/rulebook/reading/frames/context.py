"""What a lead-in, a heading, an article's lead or a clause above hands down, slot by slot; the nearest wins."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from motcua.rulebook.reading.frames.conditions import Conditions
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.periods import Period
from motcua.rulebook.reading.frames.places import Place

_WORKING_HOURS: Final = cues("context", "working_hours")
_OTHER_PAPERS: Final = frozenset(cues("context", "other_papers"))
_OTHER_CHANNELS: Final = frozenset(cues("context", "other_channels"))
_SHOP_PAPERS: Final = cues("context", "shop_papers")


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all that stands below until said otherwise."""

    place: Place = field(default_factory=Place)
    conditions: Conditions = field(default_factory=Conditions)
    periods: tuple[Period, ...] = ()
    direction: str = ""
    modals: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    weekdays: frozenset[int] = frozenset()
    other: bool = False  # another topic ("Về tiếp công dân:") or another body's business
    past: bool = False
    reported: bool = False  # another body's own announcement
    timed: bool = False  # working hours are the topic
    ours: bool = False  # a heading, the letter or a clause above speaks of one-stop shops

    def below(self, frame: Frame, *, label: bool = False) -> Context:
        """The context for what stands under `frame`, a lead or a label."""
        place = place_under(frame.place, self.place)
        acts = tuple(act.kind for act in frame.acts if not act.blocked and act.kind != "task")
        kinds = {"receive", "return"} & set(acts)
        direction = next(iter(kinds)) if len(kinds) == 1 else ("" if kinds else self.direction)
        if not kinds and frame.objects == ["result"]:
            direction = "return"
        modals = next((act.modals for act in frame.acts if act.modals and not act.blocked), frame.modals)
        topic_other = frame.place.other or ("other" in frame.objects and not acts and not frame.place.shop)
        lifted = frame.place.said and not frame.place.other
        return replace(
            self,
            place=place,
            conditions=frame.conditions.over(self.conditions),
            periods=tuple(frame.times.periods) or self.periods,
            direction=direction,
            modals=modals if label or modals else self.modals,
            acts=acts or self.acts,
            channels=tuple(frame.channels) or self.channels,
            objects=tuple(frame.objects) or self.objects,
            weekdays=frame.times.weekdays or self.weekdays,
            other=topic_other or (self.other and not lifted),
            past=self.past or frame.past,
            timed=self.timed or speaks_of_hours(frame),
            ours=self.ours or speaks_of_shops(frame),
        )


def place_under(near: Place, far: Place) -> Place:
    """A clause's own place, or what it stands under. A shop named without its level keeps the level above."""
    if not near.said:
        return far
    if near.other or near.kinds or near.names or near.all:
        return near
    return replace(
        far,
        other=far.other and not near.shop,
        said=True,
        own=near.own if not (far.kinds or far.names or far.all) else frozenset(),
    )


def speaks_of_hours(frame: Frame) -> bool:
    """Whether a lead or a title is about working hours."""
    words = " ".join(token.text for token in frame.tokens)
    return any(hour in words for hour in _WORKING_HOURS)


def speaks_of_shops(frame: Frame) -> bool:
    """Whether a clause speaks of one-stop shops, their papers or ways."""
    if frame.place.shop:
        return True
    return any(
        ("act" in token.means and any(word in token.text for word in _SHOP_PAPERS))
        or (token.of("obj") in ("dossier", "result") and token.text not in _OTHER_PAPERS)
        or (token.of("chan") in ("online", "postal") and token.text not in _OTHER_CHANNELS)
        for token in frame.tokens
    )
