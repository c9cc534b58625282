"""The text that `motcua up` prints once everything answers: address, people of the demo, how to stop."""

from __future__ import annotations

from motcua.management.demo.cast import PASSWORD, PEOPLE


def text(address: str, *, demo: bool) -> str:
    """The welcome; with `demo`, the people to sign in as, what each is good for, and their password."""
    lines = ["", f"  Một cửa đang chạy: {address}"]
    if demo:
        main = [person for person in PEOPLE if person.main]
        width = max(len(person.username) for person in main)
        lines += ["", f"  Người dân vào thẳng trang trên. Cán bộ đăng nhập tại {address}/dang-nhap"]
        lines += [f"  với mật khẩu {PASSWORD}:", ""]
        for person in main:
            lines += [f"    {person.username:<{width}}  {person.full_name}, {person.title}"]
            lines += [f"    {'':<{width}}  → {person.try_this}"]
        lines += ["", f"  Ở cửa phường Nguyễn Trãi: dao.cua mở {address}/cua-vao/ trên điện thoại;"]
        lines += [f"  thu.truongbophan mở {address}/mat-bang/ để có tờ dán cửa (mã QR lấy số), kiosk và bảng gọi số."]
    lines += ["", "  Nhấn Ctrl-C để dừng tất cả. / Press Ctrl-C to stop everything.", ""]
    return "\n".join(lines)
