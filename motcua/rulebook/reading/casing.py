"""A body's name written in ordinary letters where the document prints it in capitals only.

The same words printed elsewhere in the document in ordinary letters are the best witness; then the list of known names
and of provinces; then plain sentence case.
"""

from __future__ import annotations

import re
from functools import cache

from motcua.rulebook.reading.normalise import fold_letters, key, nearly, squash, tones
from motcua.rulebook.reading.words import word_list

# A body's field begins with a capital: "Phòng Nội vụ", "Cục Quản lý dược".
_HEADS = frozenset({"phòng", "sở", "bộ", "vụ", "cục", "ban", "viện", "ty"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def in_capitals(text: str) -> bool:
    """Whether four letters of five are capitals (OCR may spoil some)."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) >= 2 and capitals >= 0.8 * len(letters)


def ordinary(printed: str, witness: str = "") -> str:
    """The name in ordinary letters. `witness`: the document's running text."""
    name = _unabbreviated(squash(printed))
    if in_capitals(printed) or in_capitals(name):
        name = _from_words(name, witness)
    return tones(name)


def _unabbreviated(name: str) -> str:
    known: dict[str, str] = word_list("header")["issuer"]["abbreviations"]
    words = []
    for word in name.split(" "):
        glued = re.fullmatch(r"(TP|TX|TT)\.(\w.*)", word)
        if glued:
            words += [known[glued.group(1)], glued.group(2)]
        else:
            words.append(
                known.get(word.rstrip(","), "") + ("," if word.endswith(",") else "")
                if word.rstrip(",") in known
                else word
            )
    return " ".join(words)


@cache
def _known_names() -> tuple[tuple[tuple[str, ...], str], ...]:
    names = [*word_list("places")["names"]]
    found = [(tuple(key(name).split()), name) for name in names]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _provinces() -> dict[str, str]:
    return {key(name): name for name in word_list("places")["provinces"]}


def province(printed: str) -> str | None:
    """The province of that name, accents and a slip of OCR forgiven, or None."""
    known = _provinces()
    if key(printed) in known:
        return known[key(printed)]
    if len(key(printed)) < 6:
        return None
    near = [name for name in known.values() if nearly(printed, name, 1)]
    return near[0] if len(near) == 1 else None


def _from_words(name: str, witness: str) -> str:
    spans = [(found.start(), found.end()) for found in _WORD.finditer(name)]
    keys = [key(name[a:b]) for a, b in spans]
    words = [name[a:b].lower() for a, b in spans]
    done = [False] * len(words)
    _by_known(words, keys, done)
    _by_place(words, keys, done)
    _by_witness(words, keys, done, witness)
    for i, word in enumerate(words):
        if not done[i] and (i == 0 or (words[i - 1].lower() in _HEADS and (i == 1 or words[i - 2].lower() != "bộ"))):
            words[i] = word[:1].upper() + word[1:]
    for i, (a, b) in enumerate(spans):
        if (
            not done[i]
            and i
            and name[a:b].isupper()
            and len(name[a:b]) > 1
            and not re.search(r"[AEIOUYaeiouyÀ-ỹ]", name[a:b])
        ):
            words[i] = name[a:b]
    pieces, at = [], 0
    for (a, b), word in zip(spans, words, strict=True):
        pieces += [name[at:a], word]
        at = b
    return "".join([*pieces, name[at:]])


def _by_known(words: list[str], keys: list[str], done: list[bool]) -> None:
    for known, printed in _known_names():
        for i in range(len(keys) - len(known) + 1):
            if tuple(keys[i : i + len(known)]) == known and not any(done[i : i + len(known)]):
                for j, word in enumerate(_WORD.findall(printed)):
                    words[i + j], done[i + j] = word, True


def _by_place(words: list[str], keys: list[str], done: list[bool]) -> None:
    for i in range(len(keys)):
        for kind in word_list("places")["kinds"]:
            rest = i + len(kind.split())
            if rest >= len(keys) or any(done[rest:]) or not _names_place(words, keys, i, kind):
                continue
            printed = _WORD.findall(province(" ".join(keys[rest:])) or "")
            for j in range(rest, len(keys)):
                words[j] = (
                    printed[j - rest] if len(printed) == len(keys) - rest else words[j][:1].upper() + words[j][1:]
                )
                done[j] = True
            words[i:rest], done[i:rest] = kind.split(), [True] * (rest - i)
    for size in (4, 3, 2):
        for i in range(len(keys) - size + 1):
            found = _provinces().get(" ".join(keys[i : i + size]))
            if found and not any(done[i : i + size]):
                words[i : i + size], done[i : i + size] = _WORD.findall(found), [True] * size


def _names_place(words: list[str], keys: list[str], at: int, kind: str) -> bool:
    """Whether a word of place stands here: "quản lý" is no "quận", but a misread "tính" is "tỉnh" before a province."""
    wanted = kind.split()
    here = words[at : at + len(wanted)]
    if keys[at : at + len(wanted)] != key(kind).split():
        return False
    plain = all(word.isascii() for word in words)
    return plain or [tones(word) for word in here] == wanted or province(" ".join(keys[at + len(wanted) :])) is not None


def _by_witness(words: list[str], keys: list[str], done: list[bool], witness: str) -> None:
    if not witness or not keys:
        return
    folded = fold_letters(witness)
    for size in range(len(keys), 1, -1):
        for i in range(len(keys) - size + 1):
            if all(done[i : i + size]):
                continue
            pattern = r"(?<!\w)" + r"[\s,\-–]{1,4}".join(map(re.escape, keys[i : i + size])) + r"(?!\w)"
            for hit in re.finditer(pattern, folded):
                printed = _WORD.findall(witness[hit.start() : hit.end()])
                if len(printed) == size and not in_capitals(" ".join(printed)):
                    for j in range(size):
                        if not done[i + j]:
                            words[i + j], done[i + j] = printed[j], True
                    break
