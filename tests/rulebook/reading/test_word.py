"""Word files of every kind: what is printed is read, with the numbers as printed, and nothing else."""

from __future__ import annotations

import pytest

from motcua.rulebook.reading import UnreadableDocument, read
from motcua.rulebook.reading.load import text_of

from . import samples
from .word_files import STRICT, listed, lvl, p, style, word

ONE = "1. Không quá 15 người trong một phòng."


def lines(data: bytes) -> list[str]:
    return [line for line in text_of(data).splitlines() if line.strip()]


@pytest.mark.parametrize(
    "kind",
    [{"namespace": STRICT}, {"main": "word/document2.xml"}, {"separator": "\\"}],
    ids=["strict", "Word Online", "backslashes"],
)
def test_whatever_wrote_it(kind: dict[str, str]) -> None:
    assert lines(word(p(ONE), **kind)) == [ONE]  # type: ignore[arg-type]


def test_a_list_that_starts_again() -> None:
    levels = f'<w:abstractNum w:abstractNumId="7">{lvl(0, "decimal", "%1.")}</w:abstractNum>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = levels + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{more}</w:num>'
        for number, more in ((1, ""), (2, again))
    )
    body = p("A", listed(1)) + p("B", listed(1)) + p("II. PHẦN HAI") + p("C", listed(2)) + p("D", listed(2))
    assert lines(word(body, numbering=numbering)) == ["1. A", "2. B", "II. PHẦN HAI", "1. C", "2. D"]


def test_clauses_numbered_by_their_styles() -> None:
    tied = lvl(0, "upperRoman", "%1.", style("L1")) + lvl(1, "decimal", "%2.", style("L2"))
    tied += lvl(2, "lowerLetter", "%3)", style("L3"))
    numbering = f'<w:abstractNum w:abstractNumId="7">{tied}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="L{at}">{in_list}</w:style>' for at in (1, 2, 3))
    styles += '<w:style w:type="paragraph" w:styleId="M"><w:basedOn w:val="L2"/></w:style>'
    body = "".join(
        p(text, style(name)) for text, name in zip("ABCDEF", ("L1", "L2", "L3", "L3", "M", "L1"), strict=True)
    )
    assert lines(word(body, numbering=numbering, styles=styles)) == ["I. A", "1. B", "a) C", "b) D", "2. E", "II. F"]


def test_a_list_whose_levels_are_its_own_or_a_style_s() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Danhsach"/></w:abstractNum>'
    numbering = f'<w:abstractNum w:abstractNumId="7">{lvl(0, "decimal", "%1.")}</w:abstractNum>{linked}'
    numbering += f'<w:num w:numId="1"><w:abstractNumId w:val="7"/>{own}</w:num>'
    numbering += (
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    in_list = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="Danhsach">{in_list}</w:style>'
    body = p("A", listed(1)) + p("B", listed(1)) + p("C", listed(2)) + p("D", listed(2))
    assert lines(word(body, numbering=numbering, styles=styles))[:2] == ["a) A", "b) B"]
    assert lines(word(p("C", listed(2)) + p("D", listed(2)), numbering=numbering, styles=styles)) == ["1. C", "2. D"]


def test_hidden_and_deleted_text_is_not_read_and_inserted_text_is() -> None:
    styles = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="AnDoan"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = (
        p("5 người", rpr="<w:vanish/>") + p("6 người", rpr='<w:rStyle w:val="An"/>') + p("7 người", style("AnDoan"))
    )
    shown = p("8 người", style("AnDoan"), rpr='<w:vanish w:val="0"/>')
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = (
        f"<w:p><w:r><w:t>Không quá </w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        f"<w:ins>{run.format('10')}</w:ins><w:moveFrom>{run.format('11')}</w:moveFrom>"
        f"<w:moveTo>{run.format(' người')}</w:moveTo></w:p>"
    )
    assert lines(word(hidden + shown + changed, styles=styles)) == ["8 người", "Không quá 10 người"]


def test_capitals_by_formatting_tables_and_text_boxes() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(p('Trái'))}{cell.format(p('Phải'))}</w:tr></w:tbl>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('Trong khung')}</w:txbxContent></w:pict></w:r></w:p>"
    assert lines(word(p("tỉnh Hà Giang", rpr="<w:caps/>") + table + box)) == [
        *("TỈNH HÀ GIANG", "Trái", "Phải", "Trong khung"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx hoặc PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "ảnh"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, "ảnh"),
        (samples.ENGLISH.encode(), "tiếng Việt"),
    ],
    ids=["old Word", "PNG", "JPEG", "English"],
)
def test_what_cannot_be_read_is_named(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(data, "thu.docx")
    assert words in str(refused.value)
