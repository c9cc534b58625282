"""What `motcua up` prints once everything answers: the address, the people of the demo, how to stop."""

from __future__ import annotations

from collections.abc import Iterable


def text(address: str, *, demo: bool, people: Iterable[tuple[str, str]] = ()) -> str:
    """The welcome. `people`: (how to sign in, who it is) of the demo."""
    lines = ["", f"  Một cửa đang chạy: {address}"]
    listed = list(people)
    if demo and listed:
        width = max(len(name) for name, _ in listed)
        lines += ["", "  Đăng nhập thử bằng một trong những người sau:"]
        lines += [f"    {name:<{width}}  {who}" for name, who in listed]
    lines += ["", "  Nhấn Ctrl-C để dừng tất cả. / Press Ctrl-C to stop everything.", ""]
    return "\n".join(lines)
