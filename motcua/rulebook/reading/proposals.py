"""From a letter's clauses to proposed rules and reports, by families of phrases kept as data (data/phrases.toml).

A proposal is a suggestion to a person: it keeps the span it came from, a word of confidence and the questions only a
person can answer. Only clauses give rules, never the preamble; a sentence no family knows gives none.
"""

from __future__ import annotations

from motcua.rulebook.reading.parts import Assignment, Clause, Header, ProposedReport, ProposedRule, StatedLimit
from motcua.rulebook.reading.proposals_channels import channel_rules
from motcua.rulebook.reading.proposals_facts import fact_rules
from motcua.rulebook.reading.proposals_reports import report_series
from motcua.rulebook.reading.proposals_sentences import read_document


def propose(
    text: str,
    header: Header,
    clauses: tuple[Clause, ...],
    assignments: tuple[Assignment, ...],
    limits: tuple[StatedLimit, ...],
) -> tuple[tuple[ProposedRule, ...], tuple[ProposedReport, ...]]:
    """The rules and report series the letter seems to ask for, in the order of the text.

    Rules on one-stop shops come only from letters, clauses or sentences that speak of them; reports from any letter.
    One rule said twice in a clause is proposed once.
    """
    del limits  # caps are read from the sentence itself, which also says of what room and whom
    document = read_document(text, header, clauses, assignments)
    rules: list[ProposedRule] = []
    reports: list[ProposedReport] = []
    for sentence in document.sentences:
        reports += report_series(document, sentence)
        if document.about_one_stop(sentence):
            rules += channel_rules(document, sentence)
            rules += fact_rules(document, sentence)
    return tuple(_once(rules)), tuple(reports)


def _once(rules: list[ProposedRule]) -> list[ProposedRule]:
    kept: dict[str, ProposedRule] = {}
    for proposed in rules:
        data = proposed.data
        key = repr(
            (proposed.ref, data["point"], data["value"], sorted(data["when"].items()), data["force"], data["modality"])
        )
        kept.setdefault(key, proposed)
    return sorted(kept.values(), key=lambda proposed: proposed.span)
