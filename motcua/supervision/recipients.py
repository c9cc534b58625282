"""Find who is warned of a dossier: its handler, the head, the supervising Office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from motcua.dossiers.models import Dossier
from motcua.people.models import StaffRole
from motcua.people.paths import is_under
from motcua.rulebook.dossier_states import STATE_OF_STAGE
from motcua.rulebook.warnings import Rung
from motcua.supervision.permissions import HANDLER_OTHERWISE, HANDLERS, HEAD_OF_STAGE, HEAD_OF_UNIT, SUPERVISES, WARNED


@dataclass(frozen=True, slots=True)
class Recipients:
    """Everybody who may be warned in one round, read once: two queries however many dossiers."""

    by_office: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    supervisors: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def read(cls, offices: Iterable[int]) -> Recipients:
        """Read the recipients for the dossiers of these offices."""
        ladder = cls()
        held = StaffRole.objects.filter(role__in=WARNED, staff__is_active=True).select_related("office")
        wanted = set(offices)
        for role in held:
            if role.role == SUPERVISES:
                ladder.supervisors.append((role.office.path, role.staff_id))
            elif role.office_id in wanted:
                ladder.by_office[role.office_id, role.role].append(role.staff_id)
        return ladder

    def of(self, dossier: Dossier, rung: Rung) -> list[int]:
        """Keys of the staff on one rung for a dossier; its holder alone where somebody holds it."""
        place = dossier.handling_office_id or dossier.office_id
        if rung is Rung.HANDLER:
            if dossier.holder_id is not None:
                return [dossier.holder_id]
            return self.by_office.get((place, HANDLERS.get(dossier.state, HANDLER_OTHERWISE)), [])
        if rung is Rung.HEAD:
            at_stage = dossier.state in STATE_OF_STAGE.values()
            return self.by_office.get((place, HEAD_OF_STAGE if at_stage else HEAD_OF_UNIT), [])
        return [staff for path, staff in self.supervisors if is_under(dossier.office.path, path)]
