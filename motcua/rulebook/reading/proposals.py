"""From a letter's clauses to proposed rules and reports, by families of phrases kept as data (data/phrases.toml).

A proposal is a suggestion to a person: it keeps the span it came from, a word of confidence and the questions only a
person can answer. Only clauses give rules, never the preamble; a sentence no family knows gives none.
"""

from __future__ import annotations

from motcua.rulebook.reading.parts import Assignment, Clause, Header, Limit, ProposedReport, ProposedRule
from motcua.rulebook.reading.proposals_channels import channel_rules
from motcua.rulebook.reading.proposals_facts import fact_rules
from motcua.rulebook.reading.proposals_reports import report_series
from motcua.rulebook.reading.proposals_sentences import read_document


def propose_reports(
    text: str, header: Header, clauses: tuple[Clause, ...], assignments: tuple[Assignment, ...]
) -> tuple[ProposedReport, ...]:
    """The report series of a letter, in the order of the text."""
    document = read_document(text, header, clauses, assignments)
    return tuple(report for sentence in document.sentences for report in report_series(document, sentence))
