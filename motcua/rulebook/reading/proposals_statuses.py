"""Statuses of the ways to hand in and to get back: a word that sets one, and the channels in its reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from motcua.rulebook.reading.parts import ProposedRule, Span
from motcua.rulebook.reading.phrases import compiled
from motcua.rulebook.reading.proposals_rule import rule
from motcua.rulebook.reading.proposals_sentences import Document, Sentence, said, where
from motcua.rulebook.reading.words import word_list

DIRECTIONS: Final = ("receive", "return")
_CHANNELS: Final = ("online", "postal", "counter")


def status_rules(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    """Each word of a sentence that sets a status, with the channels in its reach."""
    low, high = sentence.span
    triggers: list[tuple[Span, dict[str, Any]]] = []
    for status in word_list("phrases")["status"]:
        for hit in compiled(rf"(?<!\w)(?:{status['pattern']})").finditer(document.flat, low, high):
            if not _blocked(document, sentence, hit.start(), purpose=status.get("purpose", False)):
                triggers.append((hit.span(), status))
    triggers.sort(key=lambda pair: pair[0])
    seen: set[str] = set()
    for index, (span, status) in enumerate(triggers):
        following = triggers[index + 1][0][0] if index + 1 < len(triggers) else high
        end = min(following, high, span[1] + status["reach"])
        reach = (span[0], _end_of_reach(document, span[1], end))
        for proposed in _of_trigger(document, sentence, reach, status):
            key = repr((proposed.data["point"], proposed.data["value"], sorted(proposed.data["when"].items())))
            if key not in seen:
                seen.add(key)
                yield proposed


def _end_of_reach(document: Document, start: int, end: int) -> int:
    """A semicolon ends what a word speaks of, unless another way follows it ("…; nhận kết quả qua bưu chính")."""
    for semicolon in re.compile(";").finditer(document.flat, start, end):
        if not compiled(word_list("phrases")["direction"]["goes_on"]).match(document.flat, semicolon.end()):
            return semicolon.start()
    return end


def _blocked(document: Document, sentence: Sentence, at: int, *, purpose: bool) -> bool:
    """A word that looks back, gives a purpose or retells sets no status."""
    patterns = word_list("phrases")["blocked"]
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
    patterns = word_list("phrases")["channel"]
    found: list[tuple[int, int, str]] = []
    channels = list(status["channels"])
    if status["value"] == "encouraged" and sentence.when.get("groups"):
        channels.append("counter")  # "ưu tiên tiếp nhận trực tiếp đối với người cao tuổi"
    for channel in channels:
        pattern = word_list("phrases")["pay"]["online"] if channel == "pay" else patterns[channel]
        hit = compiled(pattern).search(words)
        if hit and not (channel == "online" and _only_payment(words, hit)):
            found.append((hit.start(), hit.end(), channel))
    found.sort()
    span = (reach[0], reach[1])
    if status["value"] == "only" and (several := _joined(words, found)):
        yield from _only_these(document, sentence, span, several)
        return
    if status.get("first"):
        found = found[:1]
    before = 0
    for start, stop, channel in found:
        own, before = words[before:start], stop
        if channel == "pay":
            yield rule(document, sentence, "pay.online", status["value"], span)
            continue
        when, questions = _when(sentence, words, channel, status["value"])
        if (
            channel == "postal"
            and status["value"] == "encouraged"
            and not (sentence.direction or said(own) or said(words))
        ):
            questions.append("direction")
        if status["value"] != "encouraged" and (kinds := where(document, sentence, reach[0])):
            when["unit_kinds"] = kinds
        for direction in _directions(sentence, words, own, channel, status["value"]):
            for value, condition in _effects(status["value"], channel, when):
                yield rule(
                    document,
                    sentence,
                    f"{direction}.{channel}",
                    value,
                    span,
                    when=condition,
                    questions=[*questions, *status.get("questions", []), *_until(sentence, value)],
                    confidence="certain" if value in ("only", "closed") else "likely",
                )


def _until(sentence: Sentence, value: str) -> list[str]:
    return ["until"] if value in ("only", "closed") and sentence.ends is None else []


def _effects(value: str, channel: str, when: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """ "Chỉ tiếp nhận trực tiếp thủ tục cấp thiết" closes the counter for the rest; it closes no other way."""
    if channel == "counter" and value in ("only", "closed") and when.get("urgent") is True:
        return [("closed", {**when, "urgent": False}), ("allowed", {**when, "urgent": True})]
    return [(value, when)]


def _joined(words: str, found: list[tuple[int, int, str]]) -> list[str]:
    """The channels that one "chỉ" names together: "qua bưu chính và dịch vụ công trực tuyến"."""
    names = [found[0][2]] if found else []
    for (_, stop, _), (start, _, channel) in pairwise(found):
        between = words[stop:start]
        if len(between) > 60 or not re.search(r"(?<!\w)(?:va|hoac)(?!\w)|[,/]", between) or "doi voi" in between:
            break
        names.append(channel)
    return names if len(names) > 1 else []


def _only_these(document: Document, sentence: Sentence, span: Span, named: list[str]) -> Iterator[ProposedRule]:
    words = document.words(span)
    when = {key: value for key, value in sentence.when.items() if key not in ("uses_neither", "online_levels")}
    if when.get("urgent"):
        when["urgent"] = False  # "…, trừ trường hợp khẩn cấp"
    if kinds := where(document, sentence, span[0]):
        when["unit_kinds"] = kinds
    for direction in ((sentence.direction,) if sentence.direction else said(words)) or ("receive",):
        for channel in _CHANNELS:
            value = "allowed" if channel in named else "closed"
            asked = ["closed_exception", *_until(sentence, value)] if value == "closed" else []
            yield rule(document, sentence, f"{direction}.{channel}", value, span, when=when, questions=asked)


def _only_payment(words: str, hit: re.Match[str]) -> bool:
    """ "thanh toán trực tuyến" speaks of paying: look for another "trực tuyến" or let it be."""
    pay = compiled(word_list("phrases")["pay"]["online"])
    rest = pay.sub(lambda found: " " * len(found.group()), words)
    return not compiled(word_list("phrases")["channel"]["online"]).search(rest)


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
        chosen = said(own) or (() if "su dung" in own else said(words)) or DIRECTIONS
    elif (channel == "counter" and value == "discouraged") or (channel == "online" and value != "only"):
        chosen = ("receive",)
    else:
        # "… đối với các TTHC đã công bố tiếp nhận và trả kết quả qua …" describes procedures, not the way.
        main = compiled(word_list("phrases")["direction"]["return_modifier"]).split(words)[0]
        main = main if len(main) > 25 else words
        chosen = said(main) or ("receive",)
    return chosen if channel in _CHANNELS else ("receive",)
