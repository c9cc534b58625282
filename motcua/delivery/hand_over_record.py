"""Draw the hand-over record (biên bản giao nhận) as PDF, A4; data is passed as JSON and never compiled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from motcua.delivery.models import Bag, BagItem
from motcua.dossiers.slips.drawing import say_date, typeset
from motcua.dossiers.slips.letterhead import place_name_of, superior_of, unit_title
from motcua.rulebook.vietnamese import say_money
from motcua.rulebook.work_calendar import localise

TEMPLATES: Final = Path(__file__).parent / "templates"
_BLANK: Final = "……………"


def render_hand_over_record(bag: Bag) -> bytes:
    """Render the record of a bag: a draft to check against the parcels while unsigned, fixed text once signed."""
    return typeset(TEMPLATES / "hand_over_record.typ", json.dumps(hand_over_record_data(bag), ensure_ascii=False))


def hand_over_record_data(bag: Bag) -> dict[str, Any]:
    """The data of the record; its rows hold only parcels that were present."""
    incoming = bag.direction == Bag.Direction.IN
    items = [item for item in bag.items.select_related("procedure", "dossier") if _there(item, incoming)]
    signed = localise(bag.signed_at) if bag.signed_at is not None else None
    what = "bộ hồ sơ" if incoming else "kết quả"
    return {
        "incoming": incoming,
        "title": "BIÊN BẢN GIAO NHẬN HỒ SƠ" if incoming else "BIÊN BẢN GIAO NHẬN KẾT QUẢ",
        "number": bag.number or "(dự thảo)",
        "superior": superior_of(bag.office),
        "unit": unit_title(bag.office),
        "unit_name": bag.office.name,
        "place": place_name_of(bag.office),
        "post_office": bag.post_office.name if bag.post_office is not None else "nhân viên bưu điện",
        "postman": bag.postman,
        "officer": bag.signed_by.full_name if bag.signed_by is not None else "",
        "officer_head": "CÔNG CHỨC TIẾP NHẬN" if incoming else "CÔNG CHỨC TRẢ KẾT QUẢ",
        "signed_on": say_date(signed.isoformat()) if signed else "ngày … tháng … năm …",
        "signed_at": f"{signed.hour} giờ {signed.minute:02d}" if signed else "… giờ …",
        "count_words": f"{len(items):02d} {what}",
        "number_head": "Số phiếu gửi" if incoming else "Số hiệu bưu gửi",
        "person_head": "Người gửi" if incoming else "Người nhận",
        "papers_head": "Giấy tờ kèm theo" if incoming else "Kết quả",
        "money_head": "Thu hộ (đ)" if incoming else "Mã hồ sơ",
        "rows": [_row(number, item, incoming) for number, item in enumerate(items, start=1)],
        "total": f"{say_money(sum(item.collected for item in items))}",
        "note": bag.note,
    }  # fmt: skip


def _there(item: BagItem, incoming: bool) -> bool:
    if incoming:
        return item.outcome != BagItem.Outcome.REFUSED or item.dossier_id is not None
    return item.bag.signed_at is None or item.outcome == BagItem.Outcome.SENT


def _row(number: int, item: BagItem, incoming: bool) -> dict[str, str]:
    sender = item.sender
    person = "\n".join(filter(None, (str(sender.get("full_name", "")), str(sender.get("address", "")))))
    if incoming:
        given = [_paper_words(paper) for paper in item.papers if paper.get("given")]
        papers = "; ".join(given) if given else _BLANK
        if sender.get("code"):
            papers = f"Bổ sung cho hồ sơ {sender['code']}"
        money = say_money(item.collected).removesuffix(" đ") if item.collected else "0"
    else:
        dossier = item.dossier
        papers = (dossier.result_number or dossier.result_summary or "Kết quả giải quyết") if dossier else ""
        money = dossier.code if dossier else ""
    return {
        "position": str(number),
        "number": item.posting_number,
        "person": person,
        "procedure": str(item.procedure) if item.procedure is not None else _BLANK,
        "papers": papers,
        "money": money,
    }


def _paper_words(paper: Mapping[str, Any]) -> str:
    """The paper with its kinds, as the posting slip lists them: "Giấy chứng sinh (1 bản chính)"."""
    kinds = (("originals", "bản chính"), ("certified", "bản chứng thực"), ("copies", "bản sao"))
    counts = ", ".join(f"{paper[kind]} {word}" for kind, word in kinds if paper.get(kind))
    return f"{paper['name']} ({counts})" if counts else str(paper["name"])
