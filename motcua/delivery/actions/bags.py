"""Bags and their rows, until the bag is signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from motcua.catalog.models import Paper, Procedure
from motcua.catalog.queries.procedures import offices_receiving
from motcua.delivery.bag_rows import MOST_ROWS, is_blank_row, read_money, read_papers, read_return
from motcua.delivery.models import Bag, BagItem
from motcua.delivery.permissions import may_fill_bag
from motcua.dossiers.models import Dossier
from motcua.dossiers.submission.applicant import check_applicant
from motcua.dossiers.submission.text import one_line
from motcua.journal.actions import record
from motcua.people.models import Office, OfficeKind, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed


class RowError(NamedTuple):
    """What is wrong in one row of the table (counted from 1), for its field."""

    line: int
    field: str
    message: str


@transaction.atomic
def open_bag(
    *,
    office: Office,
    direction: str,
    postman: str,
    by: Staff,
    at: datetime,
    key: UUID,
    post_office: Office | None = None,
) -> Bag:
    """Begin a hand-over record at `at` (aware); the same `key` again is the same bag.

    Raises InvalidInput without the postman's name, NotAllowed for anyone who works neither at the unit nor at the post.
    """
    known = Bag.objects.filter(key=key, office=office).first()
    if known is not None:
        return known
    name = one_line(postman, 120)
    errors = {}
    if len(name) < 2:
        errors["postman"] = "Hãy ghi họ tên nhân viên bưu điện giao, nhận."
    if post_office is not None and post_office.kind != OfficeKind.POST_OFFICE:
        errors["post_office"] = "Hãy chọn một bưu điện."
    if direction not in Bag.Direction.values:
        errors["direction"] = "Hãy chọn chiều giao nhận."
    if errors:
        raise InvalidInput(errors)
    bag = Bag(
        direction=direction, office=office, post_office=post_office, key=key, postman=name, opened_at=at, opened_by=by
    )
    if not may_fill_bag(by, bag, at):
        raise NotAllowed("Bạn không giao nhận bưu chính cho đơn vị này.")
    bag.save()
    record_bag("bag.opened", bag, by=by, at=at, direction=direction)
    return bag


@transaction.atomic
def fill_bag(
    *, bag: Bag, rows: Sequence[Mapping[str, Any]], by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Bag, list[RowError]]:
    """Rewrite the rows of an unsigned incoming bag; good rows are kept, bad ones are returned as errors and left out.

    A row has the fields of `bag_rows.FIELDS`, as text. With `code`, the parcel completes an earlier dossier of the
    unit.
    Raises AlreadyDone when the bag was signed or changed since `expected_version`, NotAllowed.
    """
    bag = lock_bag(bag, expected_version)
    if not may_fill_bag(by, bag, at) or bag.direction != Bag.Direction.IN:
        raise NotAllowed("Bạn không ghi được biên bản này.")
    if bag.signed_at is not None:
        raise AlreadyDone("Biên bản đã ký, không sửa được nữa.")
    typed = [(line, row) for line, row in enumerate(rows[:MOST_ROWS], start=1) if not is_blank_row(row)]
    reader = _Reader(bag, [str(row.get("procedure", "")) for _line, row in typed])
    items: list[BagItem] = []
    errors: list[RowError] = []
    kept = dict(bag.items.values_list("posting_number", "key"))
    for line, row in typed:
        item, wrong = reader.read(row)
        if not wrong and item.posting_number in {kept_item.posting_number for kept_item in items}:
            wrong = {"posting_number": "Số phiếu gửi này đã có ở một dòng khác."}
        if wrong:
            errors += [RowError(line, name, message) for name, message in wrong.items()]
            continue
        # The row's key is that of its dossier: it stays when the table is saved again.
        item.key = kept.get(item.posting_number, item.key)
        item.position = len(items) + 1
        items.append(item)
    bag.items.all().delete()
    BagItem.objects.bulk_create(items)
    bag.version += 1
    bag.save(update_fields=["version"])
    return bag, errors


def lock_bag(bag: Bag, expected_version: int | None = None) -> Bag:
    """The bag's row as it stands, locked until the transaction ends; AlreadyDone when it changed meanwhile."""
    row = Bag.objects.select_for_update(of=("self",)).select_related("office").get(pk=bag.pk)
    if expected_version is not None and row.version != expected_version:
        raise AlreadyDone("Biên bản vừa được người khác sửa. Hãy tải lại trang.")
    return row


class _Reader:
    """Reads rows against the unit's catalogue, which is read once for the whole table."""

    def __init__(self, bag: Bag, codes: Sequence[str]) -> None:
        self.bag = bag
        wanted = {code.split(" ")[0].strip() for code in codes}
        found = Procedure.objects.filter(code__in=wanted, active=True).prefetch_related("papers")
        self.procedures = {procedure.code: procedure for procedure in found}
        self.here = {
            code
            for code, procedure in self.procedures.items()
            if offices_receiving(procedure).filter(pk=bag.office_id).exists()
        }

    def read(self, row: Mapping[str, Any]) -> tuple[BagItem, dict[str, str]]:
        item = BagItem(bag=self.bag, posting_number=one_line(row.get("posting_number"), 60))
        wrong: dict[str, str] = {}
        if not item.posting_number:
            wrong["posting_number"] = "Hãy ghi số phiếu gửi."
        amount = read_money(str(row.get("collected", "")))
        if amount is None:
            wrong["collected"] = "Tiền thu hộ chỉ gồm chữ số, ví dụ 50.000."
        item.collected = amount or 0
        code = one_line(row.get("code"), 60)
        if code:
            self._complete(item, code, wrong)
        else:
            self._first_time(item, row, wrong)
        return item, wrong

    def _complete(self, item: BagItem, code: str, wrong: dict[str, str]) -> None:
        dossier = Dossier.objects.filter(code=code, office_id=self.bag.office_id).first()
        if dossier is None or dossier.state not in {"supplement_asked", "waiting_supplement"}:
            wrong["code"] = "Không có hồ sơ nào của đơn vị này đang chờ bổ sung với mã đó."
            return
        item.dossier = dossier
        item.procedure_id = dossier.procedure_id
        item.sender = {"full_name": dossier.applicant_name, "code": dossier.code}

    def _first_time(self, item: BagItem, row: Mapping[str, Any], wrong: dict[str, str]) -> None:
        person, found = check_applicant({**row, "email": ""}, online=False)
        wrong |= found
        item.sender = {
            "full_name": person.full_name,
            "id_number": person.id_number,
            "phone": person.phone,
            "email": "",
            "address": person.address,
        }
        item.return_channel = read_return(str(row.get("return_channel", "")))
        if not item.return_channel:
            wrong["return_channel"] = "Ghi “bưu điện”, “quầy” hoặc “điện tử”."
        code = str(row.get("procedure", "")).split(" ")[0].strip()
        procedure = self.procedures.get(code)
        if procedure is None:
            wrong["procedure"] = "Không có thủ tục mang mã này."
        elif code not in self.here:
            wrong["procedure"] = "Đơn vị này không tiếp nhận thủ tục đó."
        elif not procedure.postal:
            wrong["procedure"] = "Thủ tục này không thực hiện qua bưu chính công ích."
        else:
            item.procedure = procedure
            papers = list(procedure.papers.all())
            given, said = read_papers(str(row.get("papers", "")), [paper.position for paper in papers])
            if said:
                wrong["papers"] = said
            item.papers = [_paper(paper, paper.position in given) for paper in papers]


def _paper(paper: Paper, given: bool) -> dict[str, Any]:
    """One paper of the parcel; where it is present, its kinds and numbers are those published."""
    return {
        "position": paper.position,
        "name": paper.name,
        "given": given,
        "originals": (paper.originals or (0 if paper.copies else 1)) if given else 0,
        "copies": paper.copies if given else 0,
    }


def record_bag(name: str, bag: Bag, *, by: Staff, at: datetime, **data: Any) -> None:
    """Record `name` about the bag, in the caller's transaction; counts and numbers, nobody's data."""
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"bag:{bag.pk}",
        subject_label=bag.number or f"BBGN {bag.pk}",
        office_path=bag.office.path,
        data=data,
    )
