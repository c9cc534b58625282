"""Contact people of a unit, for the pages of a procedure and of its counter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from motcua.assistance.queries.contact_points import contacts_of
from motcua.rulebook.vietnamese import VIETNAM

if TYPE_CHECKING:
    from motcua.assistance.models import ContactPoint
    from motcua.catalog.models import Procedure
    from motcua.people.models import Office

MOST: Final = 2


def people_to_ask(office: Office | None, at: datetime, procedure: Procedure | None = None) -> list[ContactPoint]:
    """The first two published contact people of the unit on the day of `at`, those of the procedure's field first.

    [] without a unit, or where it has published nobody: the pages then name nobody. At most one query.
    """
    if office is None:
        return []
    field = procedure.field if procedure is not None else None
    return contacts_of(office, at.astimezone(VIETNAM).date(), field)[:MOST]
