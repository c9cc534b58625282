"""Reading official documents: a file in, its header, clauses, citations, assignments and proposals out.

`read` is the door. Everything here is plain Python: no Django, no clock, no network, nothing guessed. A part that is
printed blank is reported blank; a part that the file does not hold is reported missing, with a warning.
"""

from __future__ import annotations

import importlib

from motcua.rulebook.reading.errors import UnreadableDocument
from motcua.rulebook.reading.parts import Reading


def read(data: bytes | str, name: str) -> Reading:
    """All that is understood of one document: text, .docx or a PDF with text, told apart by content, not by name.

    `name` is only kept, to speak of the file. Raises UnreadableDocument, with one Vietnamese sentence, for a file that
    is empty, too large, damaged, encrypted, of another format, or no official document.
    """
    # Loaded at the first file: a process that has its files read apart needs none of it.
    load = importlib.import_module("motcua.rulebook.reading.load")
    reader = importlib.import_module("motcua.rulebook.reading.reader")
    reading: Reading = reader.read_text(load.text_of(data), name)
    return reading


__all__ = ["Reading", "UnreadableDocument", "read"]
