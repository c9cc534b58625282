"""What follows an event. Every event's name has a line here, even if nothing follows it.

A reaction runs inside the transaction of the act: it only writes rows and defers jobs, so it rolls back with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motcua.journal.actions import Reaction
from motcua.notices import reactions as notices

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    # dossiers
    "dossier.submitted": (notices.tell_submitted,),
    "dossier.accepted": (notices.tell_accepted,),
    "dossier.supplement_requested": (notices.tell_supplement_requested,),
    "dossier.supplemented": (),
    "dossier.refused": (notices.tell_refused,),
    "dossier.appraised": (),
    "dossier.approved": (),
    "dossier.sent_back": (),
    "dossier.sealed": (),
    "dossier.result_ready": (notices.tell_result_ready,),
    "dossier.handed_to_post": (notices.tell_handed_to_post,),
    "dossier.returned": (notices.tell_returned,),
    "dossier.withdrawn": (),
    "dossier.assigned": (),
    "dossier.viewed": (),
    "dossier.file_viewed": (),
    "dossier.slip_printed": (),
    "dossier.exception_used": (),
    "citizen.looked_up": (),
    # directives
    "directive.uploaded": (),
    "directive.rules_changed": (),
    "directive.proposed": (),
    "directive.returned": (),
    "directive.enacted": (),
    "directive.revoked": (),
    "plan.submitted": (),
    "plan.approved": (),
    "unit.days_set": (),
    # people and the house
    "staff.signed_in": (),
    "clock.turned": (),
    "catalog.imported": (),
    "calendar.changed": (),
}
