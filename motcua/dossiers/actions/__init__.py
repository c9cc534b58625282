"""Actions on a dossier: one function per office verb, one transaction each."""

from motcua.dossiers.actions.acceptance import accept, forward, refuse
from motcua.dossiers.actions.access_log import view_control_slip, view_dossier, view_file, view_slip
from motcua.dossiers.actions.closure import stop, withdraw
from motcua.dossiers.actions.drafts import (
    add_draft_file,
    forget_drafts,
    remove_draft_file,
    save_draft_page,
    start_draft,
)
from motcua.dossiers.actions.limitation import set_limitation
from motcua.dossiers.actions.payment import ask_payment, confirm_payment
from motcua.dossiers.actions.reappointment import reappoint
from motcua.dossiers.actions.result_refusal import refuse_result
from motcua.dossiers.actions.result_returns import confirm_delivery, fail_delivery, hand_to_post, return_result
from motcua.dossiers.actions.results import upload_result
from motcua.dossiers.actions.stage_work import appraise, approve, seal, send_back, take
from motcua.dossiers.actions.submission import Submitted, submit_online
from motcua.dossiers.actions.supplement import allow_second_supplement, request_supplement, supplement, take_supplement
from motcua.dossiers.actions.tasks import answer_task, ask_task, cancel_task, report_late_task, take_task
from motcua.dossiers.submission.secret import secret_of_draft

__all__ = [
    "Submitted",
    "accept",
    "add_draft_file",
    "allow_second_supplement",
    "answer_task",
    "appraise",
    "approve",
    "ask_payment",
    "ask_task",
    "cancel_task",
    "confirm_delivery",
    "confirm_payment",
    "fail_delivery",
    "forget_drafts",
    "forward",
    "hand_to_post",
    "reappoint",
    "refuse",
    "refuse_result",
    "remove_draft_file",
    "report_late_task",
    "request_supplement",
    "return_result",
    "save_draft_page",
    "seal",
    "secret_of_draft",
    "send_back",
    "set_limitation",
    "start_draft",
    "stop",
    "submit_online",
    "supplement",
    "take",
    "take_supplement",
    "take_task",
    "upload_result",
    "view_control_slip",
    "view_dossier",
    "view_file",
    "view_slip",
    "withdraw",
]
