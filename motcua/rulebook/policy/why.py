"""Explain a decision line by line, for `motcua policy why` and for the "why" of a page."""

from __future__ import annotations

from motcua.rulebook.policy.channels import ChannelAnswer, ChannelState, Closed
from motcua.rulebook.policy.describe import moment_text, source_text
from motcua.rulebook.policy.labels import CHANNELS, days_label, pick, point_label
from motcua.rulebook.policy.terms import Answer, Because
from motcua.rulebook.policy.value_words import value_text

_STATES: dict[ChannelState, tuple[str, str]] = {
    ChannelState.OPEN: ("mở", "open"),
    ChannelState.ENCOURAGED: ("mở, khuyến khích dùng", "open, encouraged"),
    ChannelState.DISCOURAGED: ("mở, nhưng hạn chế đến", "open, but discouraged"),
    ChannelState.FALLBACK_OPEN: ("mở cho người không dùng được cách khác", "open to those who cannot use another way"),
    ChannelState.CLOSED: ("đóng", "closed"),
}
_CLOSED: dict[Closed, tuple[str, str]] = {
    Closed.UNIT: ("cả đơn vị đóng cửa", "the whole unit is closed"),
    Closed.STATUS: ("không nhận cách này", "this way is not taken"),
    Closed.PERSON: (
        "chỉ nhận của người không dùng được trực tuyến và bưu chính",
        "only for those who use neither online nor post",
    ),
    Closed.DAY: ("hôm nay không phải ngày nhận", "not a day of reception"),
    Closed.HOLIDAY: ("ngày nghỉ lễ", "holiday"),
    Closed.PLAN: ("chưa có kế hoạch hoạt động được duyệt", "no approved operation plan yet"),
}


def explain_answer(answer: Answer, lang: str = "vi") -> list[str]:
    """One point: its value, "vì" each reason, "không áp dụng" each rule that held but lost."""
    english = lang == "en"
    because, beside = ("because of", "not applied") if english else ("vì", "không áp dụng")
    lines = [f"{point_label(answer.point, lang)}: {value_text(answer.point, answer.value, lang)}"]
    lines += [f"  {because} {_reason(answer.point, reason, lang)}" for reason in answer.because]
    lines += [f"  {beside}: {_reason(answer.point, reason, lang)}" for reason in answer.also]
    return lines


def explain_channel(found: ChannelAnswer, lang: str = "vi") -> list[str]:
    """One channel for one person on one day: its state, days, why closed and since when, and the way out."""
    at = lang == "en"
    label = pick(CHANNELS, f"{found.direction}.{found.channel}", lang)
    state = _STATES[found.state][at]
    if found.closed_by is not None:
        state = f"{state}, {_CLOSED[found.closed_by][at]}"
        if found.closed_since is not None and found.closed_by in (Closed.UNIT, Closed.STATUS, Closed.PERSON):
            state += f" ({'since' if at else 'từ'} {moment_text(found.closed_since)})"
    lines = [f"{label}: {state}"]
    if found.channel != "online" and found.closed_by not in (Closed.UNIT, Closed.STATUS, Closed.PERSON):
        lines.append(f"  {'Days' if at else 'Ngày nhận'}: {days_label(found.days, lang)}")
    documents = sorted({source_text(reason.source, lang) for reason in found.because})
    lines.append(f"  {'Because of' if at else 'Vì'}: {'; '.join(documents)}")
    if not found.usable:
        lines.append("  You said you cannot use this way." if at else "  Bạn đã cho biết không dùng được cách này.")
    if found.exception:
        days = days_label(found.exception_days, lang)
        lines.append(
            f"  If you can use neither online nor post, you are received on: {days}."
            if at
            else f"  Nếu không dùng được trực tuyến và bưu chính, bạn được tiếp nhận vào: {days}."
        )
    return lines


def _reason(point: str, reason: Because, lang: str) -> str:
    text = f"{source_text(reason.source, lang)}: {value_text(point, reason.value, lang)}"
    return f"{text} ({reason.note})" if reason.note else text
