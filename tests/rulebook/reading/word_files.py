"""Small Word files made part by part, for what no library writes."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def p(text: str, ppr: str = "", rpr: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:pPr>{ppr}</w:pPr><w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def listed(number: int, level: int = 0) -> str:
    """A paragraph's place in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def style(name: str) -> str:
    """A paragraph's style."""
    return f'<w:pStyle w:val="{name}"/>'


def lvl(at: int, form: str, text: str, extra: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def word(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    namespace: str = W,
    main: str = "word/document.xml",
    separator: str = "/",
) -> bytes:
    """The bytes of a .docx with this body; `main` is the main part's name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        kind = f'<Types xmlns="{_TYPES}"><Override PartName="/{main}" ContentType="{_MAIN}"/></Types>'
        archive.writestr("[Content_Types].xml", kind)
        relation = f'<Relationship Id="r1" Type="{_OFFICE}" Target="{main}"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>')
        for name, tag, inside in (
            (main, "document", f"<w:body>{body}</w:body>"),
            ("word/numbering.xml", "numbering", numbering),
            ("word/styles.xml", "styles", styles),
        ):
            if inside:
                archive.writestr(name.replace("/", separator), f'<w:{tag} xmlns:w="{namespace}">{inside}</w:{tag}>')
    return out.getvalue()
