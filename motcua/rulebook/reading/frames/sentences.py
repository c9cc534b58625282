"""A paragraph's tokens as sentences, segments and clauses: where a new statement begins.

A comma, "và", "nhưng" or "còn" opens a clause only where the one before has its own verb and what follows brings a new
verb, a new word of modality, or a new subject with a verb behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.tokens import Token

_CASE_OPENERS: Final = frozenset(cues("sentences", "case_openers"))
_LIST_ITEMS: Final = frozenset(cues("sentences", "list_items"))
_INSTEAD: Final = frozenset(cues("sentences", "instead"))
_DROPPED_JOINTS: Final = frozenset(cues("sentences", "dropped_joints"))

_JOINTS: Final = frozenset(cues("sentences", "joints"))
_STRONG: Final = frozenset({"stop", "forbid", "only", "enc", "limit", "resume"})
_VERBS: Final = frozenset({"stop", "forbid", "only", "enc", "limit", "resume", "act", "task", "refuse", "keep"})
_SUBJECTS: Final = frozenset({"shop", "person", "body", "lvl"})
_SUBORDINATE: Final = frozenset({"if", "purpose", "reason"})


def sentences(tokens: Sequence[Token], text: str) -> Iterator[list[Token]]:
    """The sentences of a paragraph: a full stop before a capital, outside parentheses."""
    depth, now = 0, list[Token]()
    for at, token in enumerate(tokens):
        now.append(token)
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
        elif token.text in (".", "…", "!", "?") and depth == 0 and len(now) > 1:
            ahead = next(
                (token for token in tokens[at + 1 : at + 4] if token.text not in ("”", '"', "*", "/", ".")), None
            )
            before = tokens[at - 1]
            abbreviation = len(before.text) <= 2 and text[before.start].isupper() and before.end == token.start
            if (ahead is None or text[ahead.start].isupper() or text[ahead.start] in "“(-+•") and not abbreviation:
                yield now
                now = []
    if now:
        yield now


def segments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Parts between semicolons, parentheses kept whole."""
    depth, now = 0, list[Token]()
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == ";" and depth <= 0:
            if now:
                yield now
            now = []
        else:
            now.append(token)
    if now:
        yield now


def parted(tokens: Sequence[Token]) -> tuple[list[Token], list[list[Token]]]:
    """The tokens outside parentheses, and each parenthesis for itself."""
    outside: list[Token] = []
    inside: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if token.text == "(":
            depth += 1
            if depth == 1:
                inside.append([])
            continue
        if token.text == ")" and depth:
            depth -= 1
            continue
        (inside[-1] if depth else outside).append(token)
    return outside, [part for part in inside if part]


def predicates(tokens: Sequence[Token]) -> bool:
    """Whether a stretch makes a statement of its own: a verb or word of modality outside "khi …", "để …"."""
    subordinate = False
    for token in tokens:
        if _SUBORDINATE & token.means.keys() and not token.means.keys() & {"act", "task"}:
            subordinate = True
        elif token.text in (",", "thì"):
            subordinate = False
        elif not subordinate and (_VERBS & token.means.keys() or ("neg" in token.means) or "must" in token.means):
            if "task" in token.means and "fill" in token.means:
                continue
            return True
    return False


def clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The clauses of a segment, in order."""
    now: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text == "còn" and now and now[-1].text not in (",", ";", "."):
            now.append(token)
        elif token.text in _JOINTS and now and predicates(now) and _opens(tokens, at + 1, now, token.text):
            yield now
            now = [] if token.text in _DROPPED_JOINTS else [token]
        else:
            now.append(token)
        at += 1
    if now:
        yield now


def _ahead(tokens: Sequence[Token], at: int) -> tuple[int, Token | None]:
    """The next word that is no mere filler."""
    while at < len(tokens):
        token = tokens[at]
        small = ("fill" in token.means and not (_VERBS - {"task"}) & token.means.keys()) or token.text in (
            "và",
            "đồng thời",
        )
        if not small or "date" in token.means:
            return at, token
        at += 1
    return at, None


def _governed(now: Sequence[Token]) -> bool:
    """Whether what stands so far is one prohibition, or a purpose, that what follows continues."""
    last = ""
    acted = False
    for token in now:
        if acted and token.text in _CASE_OPENERS:
            last = "case"
        acted = acted or "act" in token.means
        if "forbid" in token.means or token.of("neg") == "must_not" or "refuse" in token.means:
            last = "forbid"
        elif "purpose" in token.means or "reason" in token.means:
            last = "purpose"
        elif token.text == "," and last in ("purpose", "case"):
            last = ""
    return bool(last)


def _for_something(now: Sequence[Token]) -> bool:
    """Whether the clause so far ends in a purpose that holds an act."""
    purpose = acted = False
    for token in now[-60:]:
        if token.text in (",", ";"):
            purpose = False
        elif "purpose" in token.means and "act" not in token.means:
            purpose, acted = True, False
        acted = acted or "act" in token.means
    return purpose and acted


def _in_case(now: Sequence[Token]) -> bool:
    """Whether the clause so far ends in "đối với …", which tells the papers meant and does nothing."""
    acted = case = False
    for token in now:
        if token.text in (",", ";"):
            case = False
        elif acted and token.text in _CASE_OPENERS:
            case = True
        acted = acted or "act" in token.means
    return case


def _opens(tokens: Sequence[Token], at: int, now: Sequence[Token], joint: str) -> bool:
    place, first = _ahead(tokens, at)
    if first is None:
        return False
    kinds = first.means.keys()
    if now[0].of("neg") == "need_not" and any("cite" in token.means for token in now[:4]) and "must" not in kinds:
        return False  # "bãi bỏ Công văn số 12 về việc dừng …, làm việc …": one title
    if any(token.text in _LIST_ITEMS for token in tokens[at:place]):
        return False  # one more thing of a list, no new subject
    if joint in ("và", "hoặc") and _in_case(now):
        return False
    if "lvl" in kinds and place and any("lvl" in token.means for token in tokens[max(0, at - 2) : at]):
        return False  # "cấp huyện, cấp xã": one list
    if "task" in kinds and now and "enc" in now[-1].means:
        return False  # "khuyến khích và hướng dẫn"
    if "person" in kinds and "task" in kinds and any("person" in token.means for token in tokens[max(0, at - 8) : at]):
        return False  # "tổ chức" among people
    if "person" in kinds and any("person" in token.means for token in tokens[max(0, at - 2) : at - 1]):
        return False  # "người dân, tổ chức, doanh nghiệp": one list
    if _governed(now) and kinds & {"stop", "neg", "refuse", "limit", "keep"}:
        return False
    if "purpose" in kinds or "if" in kinds or "reason" in kinds:
        return False
    if kinds & _STRONG:
        return True
    if joint == "," and ("question" in kinds or first.text in _INSTEAD):
        return True  # "…, dự kiến mở cửa lại ngày …"; "…, thay vào đó nhận qua mạng"
    if "after_time" in kinds:
        return _verb_ahead(tokens, place + 1, 6)
    if "neg" in kinds or "must" in kinds or "keep" in kinds:
        return _verb_ahead(tokens, place + 1, 4)
    if "task" in kinds and not kinds & {"obj"}:
        return joint != "hoặc"
    if "act" in kinds and joint == "và" and _for_something(now):
        return False  # "làm thêm thứ Bảy để tiếp nhận và trả kết quả"
    if "act" in kinds:
        return joint != "hoặc" and _has_its_own(now)
    if "person" in kinds and _waiting(now):
        return False  # those who are encouraged, before what they are encouraged to do
    if (
        kinds & _SUBJECTS
        or "obj" in kinds
        or "name" in kinds
        or "rest" in kinds
        or kinds & {"group", "field", "quantity", "chan"}
    ):
        return (joint not in ("và", "hoặc") and _subject_with_verb(tokens, place)) or (
            joint == "và"
            and kinds & {"shop", "body", "person", "lvl"} != set()
            and _subject_with_verb(tokens, place)
            and _closed(now)
        )
    return False


def _waiting(now: Sequence[Token]) -> bool:
    """Whether a word of encouraging or limiting still waits for its act."""
    waits = False
    for token in now:
        if token.means.keys() & {"enc", "limit"}:
            waits = True
        elif "act" in token.means or ("task" in token.means and "person" not in token.means):
            waits = False
    return waits


def _closed(now: Sequence[Token]) -> bool:
    """Whether the clause so far has said what it had to say (a channel, a day or a number behind its verb)."""
    seen = False
    for token in now:
        if token.means.keys() & {"act", "stop", "task"}:
            seen = True
        elif seen and token.means.keys() & {"chan", "date", "weekday", "number", "hours", "percent"}:
            return True
    return False


def _verb_ahead(tokens: Sequence[Token], at: int, reach: int) -> bool:
    for token in tokens[at : at + reach]:
        if token.text in (",", ";"):
            return False
        if token.means.keys() & {
            "act",
            "task",
            "stop",
            "forbid",
            "limit",
            "refuse",
            "may",
            "must",
            "obj",
            "check",
            "pay",
        }:
            return True
    return False


def _has_its_own(now: Sequence[Token]) -> bool:
    """Whether the last act so far already has a channel, a day or a number of its own."""
    acted = False
    for token in now:
        if "act" in token.means:
            acted = True
        elif acted and token.means.keys() & {"chan", "weekday", "hours"}:
            return True
    return False


def _subject_with_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a subject at `at` is followed by its verb before the next comma."""
    for token in tokens[at + 1 : at + 26]:
        if token.text in (";",):
            return False
        if token.text == ",":
            return False
        if token.text in ("bảo đảm", "đảm bảo"):
            continue
        if (
            token.means.keys() & {"stop", "forbid", "only", "keep", "must", "neg", "limit", "enc", "resume"}
            and "fill" not in token.means
        ):
            return True
        if token.means.keys() & {"act", "task", "may"} and "fill" not in token.means and "obj" not in token.means:
            return True
    return False
