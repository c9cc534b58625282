"""Whether a text has lost its accents, wholly or to a scanner: only then are phrases known without them."""

from __future__ import annotations

import re
from typing import Final

from motcua.rulebook.reading.frames.lexicon import WORD, lexicon, longest
from motcua.rulebook.reading.normalise import fold_letters, tones
from motcua.rulebook.reading.parts import Span

_LOOKED_AT: Final = 20_000
_MARKED: Final = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_FEW_MARKS: Final = 0.10
_FEW_SPOILT: Final = 0.08


def is_spoilt(text: str, body: Span) -> bool:
    """True for a text without accents, or one in which many long phrases are known only without theirs."""
    part = tones(text[body[0] : min(body[1], body[0] + _LOOKED_AT)].lower())
    letters = sum(letter.isalpha() for letter in part)
    if letters < 40:
        return False
    if len(_MARKED.findall(part)) < _FEW_MARKS * letters:
        return True
    words = WORD.findall(part)
    flat = [fold_letters(word) for word in words]
    exact = loose = at = 0
    tree, bare = lexicon(), lexicon(folded=True)
    while at < len(words):
        one, other = longest(tree, words, at), longest(bare, flat, at)
        length = one[0] if one else 1
        if other and other[0] > length and other[0] >= 3:
            loose += 1
            length = other[0]
        elif one and one[0] >= 3:
            exact += 1
        at += length
    return loose > _FEW_SPOILT * (loose + exact) and loose >= 3
