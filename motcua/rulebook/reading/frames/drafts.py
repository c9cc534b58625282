"""A rule as the grammar drafts it, before the letter as a whole has its say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.periods import Period


@dataclass(slots=True)
class RuleDraft:
    """One point with its value, conditions and period; `questions` are names of questions.toml with their words."""

    frame: Frame
    point: str
    value: Any
    when: dict[str, Any] = field(default_factory=dict)
    period: Period | None = None
    questions: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    force: str = "binding"
    note: str = ""
    resumes: bool = False
    event: tuple[int, int] | None = None  # where the event stands that starts it
    completed: bool = False  # its items named the days it holds on
    dated: bool = False  # its period is of its own clause, not inherited

    def ask(self, name: str, **words: str) -> None:
        """Adds a question for a person."""
        if (name, words) not in self.questions:
            self.questions.append((name, words))
