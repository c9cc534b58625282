"""What is done to a dossier: one function per office verb, one transaction each."""

from motcua.dossiers.actions.accepting import accept, forward, refuse
from motcua.dossiers.actions.counter import Received, receive_at_counter
from motcua.dossiers.actions.drafting import (
    add_draft_file,
    forget_drafts,
    remove_draft_file,
    save_draft_page,
    start_draft,
)
from motcua.dossiers.actions.processing import appraise, approve, seal, send_back, take
from motcua.dossiers.actions.results import mark_result_ready, upload_result
from motcua.dossiers.actions.returning import confirm_delivery, hand_to_post, return_result
from motcua.dossiers.actions.submitting import Submitted, secret_of_draft, submit_online
from motcua.dossiers.actions.supplementing import request_supplement, supplement, take_supplement
from motcua.dossiers.actions.viewing import view_control_slip, view_dossier, view_file, view_slip
from motcua.dossiers.actions.withdrawing import withdraw

__all__ = [
    "Received",
    "Submitted",
    "accept",
    "add_draft_file",
    "appraise",
    "approve",
    "confirm_delivery",
    "forget_drafts",
    "forward",
    "hand_to_post",
    "mark_result_ready",
    "receive_at_counter",
    "refuse",
    "remove_draft_file",
    "request_supplement",
    "return_result",
    "save_draft_page",
    "seal",
    "secret_of_draft",
    "send_back",
    "start_draft",
    "submit_online",
    "supplement",
    "take",
    "take_supplement",
    "upload_result",
    "view_control_slip",
    "view_dossier",
    "view_file",
    "view_slip",
    "withdraw",
]
