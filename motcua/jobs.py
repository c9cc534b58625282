"""Every job of the worker, with its times. Jobs only call actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from procrastinate.contrib.django import app

from motcua.assistance.actions.retention import KEPT as HELP_KEPT
from motcua.assistance.actions.retention import forget_help
from motcua.clock.queries import now
from motcua.directives.actions import read_waiting_letters
from motcua.door.booking.actions.rebooking import recheck_appointments
from motcua.door.booking.actions.reminders import tend_appointments
from motcua.door.queue.actions.counter_sessions import free_counter_of_absent
from motcua.door.queue.actions.tickets import close_tickets
from motcua.door.retention.actions import purge_door_data
from motcua.dossiers.actions import forget_drafts
from motcua.dossiers.actions.paper_checks import check_paper_signatures
from motcua.dossiers.actions.pre_checks import forget_pre_checks
from motcua.dossiers.actions.presence import forget_presences
from motcua.dossiers.actions.signatures import sign_waiting_slips
from motcua.dossiers.actions.unnamed_files import remove_unnamed_files
from motcua.journal.actions import seal_events
from motcua.notices.actions import send_message, send_waiting_messages
from motcua.supervision.actions.late_tasks import report_late_tasks
from motcua.supervision.actions.warnings import send_warnings

DRAFTS_KEPT: Final = timedelta(days=30)
"""How long a hand-in that nobody goes on with is kept, counted from the last touch."""


@app.task(name="send_message", queue="messages", retry=5)
def send_message_job(message_id: int) -> None:
    """Send one message of the outbox; retried by the worker when the vendor fails."""
    send_message(message_id, at=now())


@app.periodic(cron="* * * * *")
@app.task(name="send_waiting", queue="messages", queueing_lock="send_waiting")
def send_waiting_job(timestamp: int) -> None:
    """Send the messages that a crash left behind in the outbox."""
    send_waiting_messages(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="seal_journal", queue="journal", queueing_lock="seal_journal")
def seal_journal_job(timestamp: int) -> None:
    """Seal the events written since the last seal."""
    seal_events(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="read_letters", queue="letters", queueing_lock="read_letters", lock="read_letters")
def read_letters_job(timestamp: int) -> None:
    """Read the letters that wait: asked for by an upload, and every minute for what a crash left behind."""
    read_waiting_letters(at=now())


@app.periodic(cron="17 * * * *")
@app.task(name="forget_drafts", queue="dossiers", queueing_lock="forget_drafts")
def forget_drafts_job(timestamp: int) -> None:
    """Delete abandoned drafts, old pre-checks and presences; the rest of a large batch waits an hour."""
    forget_drafts(before=now() - DRAFTS_KEPT)
    forget_presences(at=now())
    forget_pre_checks(before=now() - DRAFTS_KEPT)


@app.periodic(cron="*/10 * * * *")
@app.task(name="warn_of_deadlines", queue="dossiers", queueing_lock="warn_of_deadlines")
def warn_of_deadlines_job(timestamp: int) -> None:
    """Warn of dossiers about to be late, late, standing still or about to lose a right, and of late answers."""
    at = now()
    send_warnings(at)
    report_late_tasks(at)


@app.periodic(cron="* * * * *")
@app.task(name="sign_slips", queue="signing", queueing_lock="sign_slips")
def sign_slips_job(timestamp: int) -> None:
    """Sign the slips of units that have a certificate; the act that issued them did not wait for it."""
    sign_waiting_slips(at=now())


@app.task(name="check_papers", queue="dossiers", retry=3)
def check_papers_job(dossier_id: int) -> None:
    """Look at the electronic signatures of papers that came."""
    check_paper_signatures(dossier_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="recheck_appointments", queue="appointments", retry=3, lock="recheck_appointments")
def recheck_appointments_job(timestamp: int) -> None:
    """Move the people whose time is no longer open; asked for by whatever opens or closes counters."""
    recheck_appointments(now())


@app.task(name="free_counter", queue="appointments", retry=3)
def free_counter_job(absence_id: int) -> None:
    """Close the counter at which somebody just told absent still sits."""
    free_counter_of_absent(absence_id=absence_id, at=now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="tend_appointments", queue="appointments", queueing_lock="tend_appointments")
def tend_appointments_job(timestamp: int) -> None:
    """Remind of tomorrow's appointments, give back offers nobody answered, note who did not come."""
    tend_appointments(now())


@app.periodic(cron="11 0 * * *")
@app.task(name="purge_door_data", queue="appointments", queueing_lock="purge_door_data")
def purge_door_data_job(timestamp: int) -> None:
    """Remove names, phones, declarations and passes of the door after the days set."""
    purge_door_data(now())


@app.periodic(cron="47 2 * * 0")
@app.task(name="remove_unnamed_files", queue="dossiers", queueing_lock="remove_unnamed_files")
def remove_unnamed_files_job(timestamp: int) -> None:
    """Remove stored files that no row names; what is too much waits a week."""
    remove_unnamed_files(at=now())


@app.periodic(cron="37 3 * * *")
@app.task(name="forget_help", queue="dossiers", queueing_lock="forget_help")
def forget_help_job(timestamp: int) -> None:
    """Empty old questions to the support desk of names, phones and words; what is too much waits a day."""
    forget_help(before=now() - HELP_KEPT)


@app.periodic(cron="7 0 * * *")
@app.task(name="close_tickets", queue="dossiers", queueing_lock="close_tickets")
def close_tickets_job(timestamp: int) -> None:
    """End tickets of past days that nobody called any more; what is too much waits a night."""
    close_tickets(at=now())
