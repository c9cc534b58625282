"""Stamp a result and enter it in the seal book, by the seal's keeper and only after the competent signature."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.actions.signatures import sign_files
from motcua.dossiers.events import subject_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.results.approval import approval_of, office_certificate
from motcua.people.models import Staff
from motcua.refusals import NotAllowed
from motcua.refusals import NotAllowed as SigningRefused
from motcua.signing import actions as signing
from motcua.signing import queries
from motcua.signing.models import Seal


def stamp_result(dossier: Dossier, *, by: Staff, at: datetime) -> None:
    """Sign the result with the office's certificate and enter the seal book; in the transaction of the act "seal".

    An office without a registered seal keeps its book on paper; without a valid certificate, its signatures too.
    Raises NotAllowed where no approval stands behind the result (Decree 30/2020 Art. 33.1), or `by` does not keep the
    seal (Art. 32.1): nothing is sealed then.
    """
    seals = list(queries.seals_of(_offices(dossier)))
    certificate = office_certificate(dossier, at)
    if not seals and certificate is None:
        return
    approval = approval_of(dossier)
    seal = _kept_by(by, seals, _place(dossier)) if seals else None
    if certificate is not None:
        sign_files(dossier, certificate, by=by, at=at)
    if seal is None:
        return
    try:
        signing.enter_seal_book(
            seal=seal,
            subject=subject_of(dossier),
            label=dossier.code,
            document=_document(dossier),
            signer=str(approval["name"]),
            stamper=by,
            at=at,
        )
    except SigningRefused as refused:
        raise NotAllowed(str(refused)) from refused


def _offices(dossier: Dossier) -> list[int]:
    """The offices whose seal a result may bear: the deciding one, else the one the plan sends it to for sealing.

    The unit that received it seals on the spot with the deciding office's second seal, never with its own.
    """
    found = [dossier.resolving_office_id]
    stages = dossier.plan.get("stages", ()) if dossier.plan else ()
    for kind, stage in zip(dossier.route, stages, strict=False):
        office_id = stage.get("office_id")
        if kind == "seal" and isinstance(office_id, int) and office_id not in {dossier.office_id, *found}:
            found.append(office_id)
    return found


def _place(dossier: Dossier) -> int:
    """The office where the result is stamped: the receiving unit for a route on the spot, else the deciding office."""
    return dossier.office_id if dossier.plan.get("on_the_spot") else dossier.resolving_office_id


def _kept_by(staff: Staff, seals: list[Seal], place: int) -> Seal:
    """The seal this person keeps, rather the one kept where the stamping is done: there the second one is used."""
    own = [seal for seal in seals if seal.keeper_id == staff.pk]
    kept = next((seal for seal in own if seal.kept_at_id == place), own[0] if own else None)
    if kept is None:
        keepers = ", ".join(sorted({str(seal.keeper) for seal in seals if seal.keeper}))
        raise NotAllowed(
            f"Con dấu đang do {keepers or 'người khác'} giữ. "
            "Muốn đóng dấu thay, cần bàn giao con dấu có văn bản cho phép."
        )
    return kept


def _document(dossier: Dossier) -> str:
    what = dossier.result_summary or dossier.procedure.name
    return f"Số {dossier.result_number}: {what}" if dossier.result_number else what
