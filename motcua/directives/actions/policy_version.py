"""Mark that the rules in force may have changed, so that every process reads them again."""

from __future__ import annotations

import secrets

from motcua.directives.models import PolicyVersion


def rules_changed() -> None:
    """Mark a change of the rules, in the transaction that makes it; questions after the commit get the new answer.

    The mark is drawn anew rather than counted up: a number that a rolled-back transaction had already shown would
    otherwise come again for other rules, and a process that kept the first compiled would answer with those.
    """
    PolicyVersion.objects.update_or_create(id=1, defaults={"number": secrets.randbits(62)})
