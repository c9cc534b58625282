"""The text of a .docx: paragraphs with their printed numbers, tables cell by cell.

Read by hand from the XML, with limits on sizes, so that a zip bomb or an entity bomb costs nothing."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from motcua.rulebook.reading.docx_looks import Look, Looks
from motcua.rulebook.reading.docx_numbering import Numbering
from motcua.rulebook.reading.errors import UnreadableDocument

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MOST_XML = 12_000_000
_MOST_MEMBERS = 2_000
_MOST_RATIO = 200


def docx_text(data: bytes) -> str:
    """The document's text. Raises UnreadableDocument for any other zip file, a damaged one, or a bomb."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise UnreadableDocument("tệp nén có quá nhiều thành phần, không phải tệp Word.")
            names = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
            part = _main_part(archive, names)
            if part not in names:
                raise UnreadableDocument("tệp nén, không phải tệp Word (.docx).")
            folder = part.rpartition("/")[0]
            body = _member(archive, names[part])
            numbering = _beside(archive, names, f"{folder}/numbering.xml")
            styles = _beside(archive, names, f"{folder}/styles.xml")
    except UnreadableDocument:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableDocument("tệp Word bị hỏng hoặc có mật khẩu.") from error
    root = _parsed(body)
    looks = _parsed(styles) if styles else None
    numbers = Numbering(_parsed(numbering) if numbering else None, looks)
    numbers.looks = Looks(looks)
    main = root.find(f"{_W}body")
    lines: list[str] = []
    if main is not None:
        _blocks(main, numbers, lines, 0)
    return "\n".join(lines)


def _main_part(archive: zipfile.ZipFile, names: dict[str, str]) -> str:
    """The name of the part that holds the letter: Word Online calls it word/document2.xml."""
    if "_rels/.rels" in names:
        for relation in _parsed(_member(archive, names["_rels/.rels"])):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _beside(archive: zipfile.ZipFile, names: dict[str, str], name: str) -> bytes | None:
    """A part beside the main one, or None; Word Online numbers these too (styles2.xml)."""
    stem = name.removesuffix(".xml")
    found = next((name for name in sorted(names) if re.fullmatch(rf"{re.escape(stem)}\d{{0,3}}\.xml", name)), None)
    return _member(archive, names[found]) if found else None


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes, read up to the limit whatever its header says."""
    info = archive.getinfo(name)
    if info.file_size > _MOST_XML or info.file_size > _MOST_RATIO * max(info.compress_size, 2_000):
        raise UnreadableDocument("tệp Word phình to bất thường khi giải nén.")
    with archive.open(info) as member:
        data = member.read(_MOST_XML + 1)
    if len(data) > _MOST_XML:
        raise UnreadableDocument("tệp Word phình to bất thường khi giải nén.")
    return data


def _parsed(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data or b"<\x00!\x00D" in data[:4096]:
        raise UnreadableDocument("tệp Word chứa khai báo XML không an toàn.")
    try:
        return ElementTree.fromstring(data.replace(_STRICT, _TRANSITIONAL))
    except ElementTree.ParseError as error:
        raise UnreadableDocument("tệp Word bị hỏng.") from error


def _blocks(parent: ElementTree.Element, numbers: Numbering, lines: list[str], depth: int) -> None:
    if depth > 12:
        return
    for child in parent:
        if child.tag == f"{_W}p":
            lines += _paragraph(child, numbers)
        elif child.tag == f"{_W}tbl":
            _table(child, numbers, lines, depth)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}smartTag", f"{_W}ins"):
            _blocks(child, numbers, lines, depth + 1)


def _paragraph(paragraph: ElementTree.Element, numbers: Numbering) -> list[str]:
    text = _runs(paragraph, numbers.looks)
    if text.strip():
        text = numbers.label(paragraph) + text
    # An empty line between paragraphs: none of them wraps in the file.
    parts = text.replace("\f", "\n").split("\n")
    return [*parts, ""] if len(text.strip()) > 100 else parts


def _runs(paragraph: ElementTree.Element, looks: Looks) -> str:
    """What is printed of a paragraph: hidden and deleted text left out, capitals by formatting as capitals."""
    style = looks.of_paragraph(paragraph)
    pieces: list[str] = []
    skipped = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}instrText", f"{_W}rPr"}

    def walk(node: ElementTree.Element, depth: int, shown: Look) -> None:
        if depth > 40:
            return
        for child in node:
            if child.tag in skipped:
                continue
            if child.tag == f"{_W}r":
                run = looks.of_run(child, style)
                if not run.hidden:
                    walk(child, depth + 1, run)
            elif child.tag == f"{_W}t":
                pieces.append(shown.printed(child.text or ""))
            elif child.tag == f"{_W}tab":
                pieces.append("\t")
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif child.tag == f"{_W}p":
                # A text box: its paragraphs are lines of their own.
                pieces.append("\n")
                walk(child, depth + 1, shown)
            elif child.tag == f"{_W}noBreakHyphen":
                pieces.append("-")
            elif child.tag.endswith("}Fallback"):
                continue
            else:
                walk(child, depth + 1, shown)

    walk(paragraph, 0, style)
    return "".join(pieces)


def _table(table: ElementTree.Element, numbers: Numbering, lines: list[str], depth: int) -> None:
    rows = [[cell for cell in row if cell.tag == f"{_W}tc"] for row in table if row.tag == f"{_W}tr"]
    layout = len(rows) <= 4 and max((len(row) for row in rows), default=0) <= 3
    for row in rows:
        cells: list[list[str]] = []
        for cell in row:
            inner: list[str] = []
            _blocks(cell, numbers, inner, depth + 1)
            cells.append(inner)
        if layout:
            for inner in cells:
                lines += [*inner, ""]
        else:
            lines.append("| " + " | ".join(" ".join(" ".join(inner).split()) for inner in cells) + " |")
    lines.append("")
