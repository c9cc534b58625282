"""Rules on the ways to hand in and to get back: which way is open, how far, on which days, who may decide himself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.due import weekdays
from motcua.rulebook.reading.parts import ProposedRule, Span
from motcua.rulebook.reading.phrases import compiled, table
from motcua.rulebook.reading.proposals_rule import rule
from motcua.rulebook.reading.proposals_sentences import Document, Sentence, parts, unit_kinds, where

_DIRECTIONS: Final = ("receive", "return")
_WORKING_WEEK: Final = (1, 2, 3, 4, 5)
_RETURN_CHANNELS: Final = ("online", "postal", "counter")


def channel_rules(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    """Rules of one sentence on channels: statuses, days, hours, delegation to the unit's head."""
    if sentence.when.get("uses_neither"):
        yield from _for_those_left(document, sentence)
        return
    yield from _statuses(document, sentence)
    yield from _days(document, sentence, {})
    yield from _hours(document, sentence)
    yield from _delegated(document, sentence, {})


# Statuses: a word that sets one, and the channels in its reach.


def _statuses(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    low, high = sentence.span
    triggers: list[tuple[Span, dict[str, Any]]] = []
    for status in table("phrases")["status"]:
        for hit in compiled(rf"(?<!\w)(?:{status['pattern']})").finditer(document.flat, low, high):
            if not _blocked(document, sentence, hit.start(), purpose=status.get("purpose", False)):
                triggers.append((hit.span(), status))
    triggers.sort(key=lambda pair: pair[0])
    seen: set[tuple[str, str]] = set()
    for index, (span, status) in enumerate(triggers):
        following = triggers[index + 1][0][0] if index + 1 < len(triggers) else high
        end = min(following, high, span[1] + status["reach"])
        reach = (span[0], _end_of_reach(document, span[1], end))
        for proposed in _of_trigger(document, sentence, reach, status):
            key = (proposed.data["point"], proposed.data["value"])
            if key not in seen:
                seen.add(key)
                yield proposed


def _end_of_reach(document: Document, start: int, end: int) -> int:
    """A semicolon ends what a word speaks of, unless another way follows it ("…; nhận kết quả qua bưu chính")."""
    for semicolon in re.compile(";").finditer(document.flat, start, end):
        if not compiled(table("phrases")["direction"]["goes_on"]).match(document.flat, semicolon.end()):
            return semicolon.start()
    return end


def _blocked(document: Document, sentence: Sentence, at: int, *, purpose: bool) -> bool:
    """A word that looks back, gives a purpose or retells sets no status."""
    patterns = table("phrases")["blocked"]
    before = document.flat[max(sentence.span[0], at - 25) : at]
    if compiled(patterns["past"]).search(before):
        return True
    if not purpose and compiled(patterns["purpose"]).search(before):
        return True
    retold = compiled(patterns["retold"]).search(before)
    return bool(retold and compiled(patterns["retelling"]).search(document.flat, sentence.span[0], at))


def _of_trigger(document: Document, sentence: Sentence, reach: Span, status: dict[str, Any]) -> Iterator[ProposedRule]:
    words = document.words(reach)
    if status.get("needs") and not compiled(status["needs"]).search(words):
        return
    patterns = table("phrases")["channel"]
    found: list[tuple[int, int, str]] = []
    channels = list(status["channels"])
    if status["value"] == "encouraged" and sentence.when.get("groups"):
        channels.append("counter")  # "ưu tiên tiếp nhận trực tiếp đối với người cao tuổi"
    for channel in channels:
        pattern = table("phrases")["pay"]["online"] if channel == "pay" else patterns[channel]
        hit = compiled(pattern).search(words)
        if hit and not (channel == "online" and _only_payment(words, hit)):
            found.append((hit.start(), hit.end(), channel))
    found.sort()
    if status.get("first"):
        found = found[:1]
    span = (reach[0], reach[1])
    before = 0
    for start, stop, channel in found:
        own, before = words[before:start], stop
        if channel == "pay":
            yield rule(document, sentence, "pay.online", status["value"], span)
            continue
        when, questions = _when(sentence, words, channel, status["value"])
        if status["value"] != "encouraged" and (kinds := where(document, sentence, reach[0])):
            when["unit_kinds"] = kinds
        for direction in _directions(sentence, words, own, channel, status["value"]):
            yield rule(
                document,
                sentence,
                f"{direction}.{channel}",
                status["value"],
                span,
                when=when,
                questions=[*questions, *status.get("questions", [])],
                confidence="certain" if status["value"] in ("only", "closed") else "likely",
            )


def _only_payment(words: str, hit: re.Match[str]) -> bool:
    """ "thanh toán trực tuyến" speaks of paying: look for another "trực tuyến" or let it be."""
    pay = compiled(table("phrases")["pay"]["online"])
    rest = pay.sub(lambda found: " " * len(found.group()), words)
    return not compiled(table("phrases")["channel"]["online"]).search(rest)


def _when(sentence: Sentence, words: str, channel: str, value: str) -> tuple[dict[str, Any], list[str]]:
    when = {key: value for key, value in sentence.when.items() if key != "uses_neither"}
    questions: list[str] = []
    if when.get("online_levels") and sentence.rest:
        questions.append("rest_levels")
    elif when.get("online_levels") and channel != "online" and not (sentence.direction or _of_procedures(words)):
        # The levels belong to the online service named beside it, not to the post or the counter.
        when.pop("online_levels")
    elif when.get("online_levels") and value == "only":
        questions.append("levels_of_list")
    if when.get("urgent") is True and channel == "counter":
        questions.append("which_urgent")
    elif when.get("urgent") is True:
        when.pop("urgent")
    if when.get("urgent") is False:
        questions.append("which_urgent")
    return when, questions


def _of_procedures(words: str) -> bool:
    """Whether the levels are of the procedures meant ("đối với thủ tục mức độ 4"), not of a service beside the way."""
    return bool(compiled(r"đối với[^.;]{0,80}mức (?:độ )?[1-4]").search(words))


def _directions(sentence: Sentence, words: str, own: str, channel: str, value: str) -> tuple[str, ...]:
    """Handing in, getting back or both; `own` are the words between the channel before and this one."""
    if sentence.direction:
        chosen: tuple[str, ...] = (sentence.direction,)
    elif channel == "postal" and value == "encouraged":
        chosen = _said(own) or (() if "su dung" in own else _said(words)) or _DIRECTIONS
    elif (channel == "counter" and value == "discouraged") or (channel == "online" and value != "only"):
        chosen = ("receive",)
    else:
        # "… đối với các TTHC đã công bố tiếp nhận và trả kết quả qua …" describes procedures, not the way.
        main = compiled(table("phrases")["direction"]["return_modifier"]).split(words)[0]
        main = main if len(main) > 25 else words
        chosen = _said(main) or ("receive",)
    return chosen if channel in _RETURN_CHANNELS else ("receive",)


def _said(words: str) -> tuple[str, ...]:
    """The directions that the words name."""
    patterns = table("phrases")["direction"]
    back = compiled(patterns["return"]).search(words)
    forth = compiled(patterns["handing"]).search(words)
    return tuple(name for name, on in zip(_DIRECTIONS, (forth, back), strict=True) if on)


# Those who can use neither way: the counter as a last way, on its days.


def _for_those_left(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    words = document.words(sentence.span)
    if not re.search(r"tiep nhan|tra ket qua|truc tiep|bo phan|trung tam", words):
        return
    for direction in _both(words):
        yield rule(document, sentence, f"{direction}.counter", "fallback", sentence.span, confidence="certain")
    yield from _days(document, sentence, {})
    yield from _hours(document, sentence)
    yield from _delegated(document, sentence, {})


def _both(words: str) -> tuple[str, ...]:
    return _said(words) or _DIRECTIONS


# Days and hours of the counter.


def _days(document: Document, sentence: Sentence, when: dict[str, Any]) -> Iterator[ProposedRule]:
    patterns = table("phrases")["days"]
    for low, high in parts(document, sentence.span):
        words = document.flat[low:high]
        added = compiled(patterns["added"]).search(words)
        if compiled(patterns["not"]).search(words) or not compiled(patterns["needs"]).search(words):
            continue
        days, span = weekdays(document.flat, low, high)
        if not days or span is None:
            continue
        kinds = unit_kinds(words)
        for direction in _both(words):
            yield rule(
                document,
                sentence,
                f"{direction}.counter.days",
                sorted({*_WORKING_WEEK, *days}) if added else sorted(days),
                span,
                when={**when, **({"unit_kinds": kinds} if kinds else {})},
                confidence="unsure" if added else "certain",
            )


def _hours(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    patterns = table("phrases")
    words = document.words(sentence.span)
    if not compiled(patterns["days"]["needs"]).search(words) or re.search(r"bao cao|hop truc", words):
        return
    hits = list(compiled(patterns["hours"]["pattern"]).finditer(document.flat, *sentence.span))
    hours = [
        [f"{int(hit['h1']):02d}:{int(hit['m1'] or 0):02d}", f"{int(hit['h2']):02d}:{int(hit['m2'] or 0):02d}"]
        for hit in hits
        if int(hit["h1"]) < int(hit["h2"]) < 24
    ]
    if hours:
        span = (hits[0].start(), hits[-1].end())
        for direction in _both(words):
            when = {"unit_kinds": where(document, sentence, span[0])}
            yield rule(document, sentence, f"{direction}.counter.hours", sorted(hours), span, when=when)


# What the unit's head decides himself.


def _delegated(document: Document, sentence: Sentence, when: dict[str, Any]) -> Iterator[ProposedRule]:
    patterns = table("phrases")["delegation"]
    for low, high in parts(document, sentence.span):
        hit = compiled(patterns["pattern"]).search(document.flat, low, high)
        if not hit or not compiled(patterns["days"]).search(document.flat, low, high):
            continue
        words = document.flat[low:high]
        kinds = unit_kinds(words)
        if not kinds or kinds == ["provincial_centre"]:
            # "Bộ phận Một cửa các cấp" beside the provincial centre: the units below it.
            centre = "provincial_centre" in unit_kinds(document.words(sentence.span))
            kinds = ["district_unit", "commune_unit"] if centre or "cac cap" in words else kinds
        for direction in _both(words):
            yield rule(
                document,
                sentence,
                f"{direction}.counter.days",
                None,
                (hit.start(), high),
                when={**when, **({"unit_kinds": kinds} if kinds else {})},
                force="delegated",
                questions=list(patterns["questions"]),
                confidence="likely",
            )
