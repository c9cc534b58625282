"""Versions of a letter: a later file of the same number, issuer and year; the earlier one is kept."""

from __future__ import annotations

from motcua.directives.models import Directive
from motcua.people.models import Office, Staff
from motcua.rulebook.vietnamese import fold


def lock_register(by: Staff) -> Office:
    """Lock the register of the person's tree, so that of two who bring the same letter at once one comes second.

    Returns the root of the tree, whose row is the lock.
    """
    root_path = by.office.path.split("/", 1)[0]
    return Office.objects.select_for_update(no_key=True).get(path=root_path)


def place_among_versions(directive: Directive) -> None:
    """Set `version` and `earlier` of a row to be saved: the next one where its letter is kept already, else the first.

    The register must be locked. Letters without a number are never the same (Decree 30/2020); numbers begin anew each
    year.
    """
    directive.version, directive.earlier = 1, None
    if not directive.number:
        return
    issuer, year = _issuer(directive), directive.issued_on.year if directive.issued_on else None
    for other in Directive.objects.filter(number=directive.number).exclude(pk=directive.pk).order_by("version"):
        if _issuer(other) == issuer and (other.issued_on.year if other.issued_on else None) == year:
            directive.version, directive.earlier, directive.issuer = other.version + 1, other, other.issuer


def _issuer(directive: Directive) -> tuple[str, int, str]:
    """What tells issuers apart: the office where it is one of the tree, however its name is written, else the name."""
    own = directive.standing == Directive.Standing.OWN
    return directive.standing, directive.body_id, "" if own else fold(directive.issuer)
