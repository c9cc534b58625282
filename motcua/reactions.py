"""What follows an event. Every event's name has a line here, even if nothing follows it.

A reaction runs inside the transaction of the act: it only writes rows and defers jobs, so it rolls back with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motcua.dossiers.paper_checks import check_later
from motcua.journal.actions import Reaction
from motcua.notices import reactions as notices

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    # dossiers
    "dossier.submitted": (notices.tell_submitted, check_later),
    "dossier.accepted": (notices.tell_accepted,),
    "dossier.supplement_requested": (notices.tell_supplement_requested,),
    "dossier.supplemented": (check_later,),
    "dossier.refused": (notices.tell_refused,),
    "dossier.appraised": (),
    "dossier.approved": (),
    "dossier.sent_back": (),
    "dossier.sealed": (),
    "dossier.result_ready": (notices.tell_result_ready,),
    "dossier.handed_to_post": (notices.tell_handed_to_post,),
    "dossier.returned": (notices.tell_returned,),
    "dossier.withdrawn": (),
    "dossier.reappointed": (notices.tell_reappointed,),
    "dossier.result_refused": (),
    "dossier.payment_asked": (notices.tell_payment_asked,),
    "dossier.payment_confirmed": (),
    "dossier.stopped": (notices.tell_stopped,),
    "dossier.delivery_failed": (notices.tell_delivery_failed,),
    "dossier.second_supplement_allowed": (),
    "dossier.limitation_set": (),
    "dossier.task_asked": (),
    "dossier.task_answered": (),
    "dossier.task_late": (),
    "dossier.task_cancelled": (),
    "dossier.child_opened": (),
    "dossier.incident_reported": (),
    "dossier.incident_resolved": (),
    "dossier.result_corrected": (notices.tell_result_corrected,),
    "dossier.result_reused": (),
    "dossier.exported": (),
    "dossier.imported": (),
    "dossier.warned": (),
    "pre_check.asked": (),
    "pre_check.answered": (notices.tell_pre_check_answered,),
    "register.closed": (),
    "fee.taken": (),
    "fee.cancelled": (),
    "bag.opened": (),
    "bag.signed": (),
    # signing and seals
    "certificate.added": (),
    "certificate.revoked": (),
    "document.signed": (),
    "seal.registered": (),
    "seal.handed_over": (),
    "seal.stamped": (),
    "seal.withdrawn": (),
    # catalogue
    "form.published": (),
    "route.published": (),
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
    "staff.sessions_ended": (),
    "staff.second_factor_changed": (),
    "staff.imported": (),
    "delegation.given": (),
    "delegation.revoked": (),
    "citizen.code_sent": (notices.tell_code,),
    "citizen.signed_in": (),
    "citizen.sessions_ended": (),
    "draft.link_sent": (notices.tell_draft_link,),
    "clock.turned": (),
    "catalog.imported": (),
    "calendar.changed": (),
}
