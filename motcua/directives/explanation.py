"""Policy in lines of words: why each channel is as it is, what would open it, what the unit's people must do."""

from __future__ import annotations

from motcua.directives.enforcement import is_enforced
from motcua.directives.queries import in_force_index
from motcua.rulebook.policy import channels as policy_channels
from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.describe import source_text
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.lifting import rules_to_lift
from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.policy.smallest_change import say_changes, smallest_change
from motcua.rulebook.policy.terms import Answer, Facts
from motcua.rulebook.policy.why import explain_answer, explain_channel
from motcua.rulebook.work_calendar import WorkCalendar


def explained(facts: Facts, lang: str = "vi", *, calendar: WorkCalendar | None = None) -> list[str]:
    """The policy for these facts in lines of words, each with its clauses ("vi" or "en").

    With the unit's `calendar`, a closed channel names the smallest change that would open it.

    What the people of the unit must do themselves is left to `unit_tasks`.
    """
    index = in_force_index()
    answers = [*policy_channels.channels(facts, index, "receive"), *policy_channels.channels(facts, index, "return")]
    lines: list[str] = []
    for channel in answers:
        lines += explain_channel(channel, lang)
        if calendar is not None:
            point = f"{channel.direction}.{channel.channel}"
            lines += _what_would_open(point, facts, index, calendar, lang)
    for answer in _said_by_letters(facts, index):
        if not spec_of(answer.point).channel and is_enforced(answer.point):
            lines.extend(explain_answer(answer, lang))
    return lines


def _what_would_open(point: str, facts: Facts, index: RuleIndex, calendar: WorkCalendar, lang: str) -> list[str]:
    """The smallest change of the question; where none is enough, the clauses that would have to be lifted."""
    if said := say_changes(smallest_change(point, facts, index, calendar.is_working_day), lang):
        return [f"  {'Would be open' if lang == 'en' else 'Sẽ mở'}: {said}."]
    clauses = dict.fromkeys(source_text(rule.source, lang) for rule in rules_to_lift(point, facts, index))
    if not clauses:
        return []
    return [f"  {'Open only without' if lang == 'en' else 'Chỉ mở lại khi bãi bỏ'}: {'; '.join(clauses)}."]


def unit_tasks(facts: Facts, lang: str = "vi") -> list[str]:
    """What letters in force ask of the unit and no page or gate does by itself, in lines of words with the clauses."""
    tasks = [answer for answer in _said_by_letters(facts, in_force_index()) if not is_enforced(answer.point)]
    return [line for answer in tasks for line in explain_answer(answer, lang)]


def _said_by_letters(facts: Facts, index: RuleIndex) -> list[Answer]:
    answers = decide(facts, index).answers.values()
    return [answer for answer in answers if any(not reason.rule.startswith("law/") for reason in answer.because)]
