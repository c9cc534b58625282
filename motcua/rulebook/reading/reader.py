"""One document's text read from head to end: the order of the readers."""

from __future__ import annotations

from motcua.rulebook.reading.assignments import flatten, read_assignments
from motcua.rulebook.reading.citations import read_citations
from motcua.rulebook.reading.errors import UnreadableDocument
from motcua.rulebook.reading.frames import propose
from motcua.rulebook.reading.header import read_header
from motcua.rulebook.reading.limits import read_limits
from motcua.rulebook.reading.normalise import clean_text
from motcua.rulebook.reading.parts import Clause, Reading
from motcua.rulebook.reading.recognise import require_official
from motcua.rulebook.reading.rejoin import rejoin
from motcua.rulebook.reading.reports import propose_reports
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.structure import read_basis, read_clauses
from motcua.rulebook.reading.tasks import with_orders
from motcua.rulebook.reading.warnings import read_warnings

MOST_CLAUSES = 800
MOST_LINES = 8_000


def read_text(text: str, name: str) -> Reading:
    """All that is understood of one document's text. Raises UnreadableDocument where it is no official document."""
    sheet = Sheet(rejoin(clean_text(text)))
    if sum(not line.blank for line in sheet.lines) > MOST_LINES:
        raise UnreadableDocument("có quá nhiều dòng, không phải một văn bản hành chính.")
    header, ending = read_header(sheet)
    require_official(sheet, header)
    own = header.number.value
    cites = read_citations(sheet, str(own) if own else None, header.body)
    clauses = read_clauses(sheet, header.body)
    if _count(clauses) > MOST_CLAUSES:
        raise UnreadableDocument("có quá nhiều mục đánh số, không phải một văn bản hành chính.")
    assignments = read_assignments(sheet.text, header, clauses)
    limits = read_limits(sheet.text, clauses)
    found = propose(sheet, header, clauses, list(flatten(assignments)))
    reports = propose_reports(sheet.text, header, clauses, assignments)
    assignments, unread = with_orders(sheet.text, header, assignments, found)
    return Reading(
        name=name,
        text=sheet.text,
        header=header,
        cites=cites,
        basis=read_basis(sheet, header.body, clauses),
        clauses=clauses,
        assignments=assignments,
        limits=limits,
        proposed_rules=found.rules,
        unread=unread,
        proposed_reports=reports,
        warnings=read_warnings(sheet, header, ending, clauses, cites, assignments),
    )


def _count(clauses: tuple[Clause, ...]) -> int:
    return sum(1 + _count(clause.children) for clause in clauses)
