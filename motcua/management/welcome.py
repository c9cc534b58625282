"""The text that `motcua up` prints once everything answers: address, people of the demo, how to stop."""

from __future__ import annotations

from motcua.management.demo.story import PASSWORD, Story


def text(address: str, *, story: Story | None) -> str:
    """The welcome; with a demo's story, the people to sign in as, what each is good for, and their password."""
    lines = ["", f"  Một cửa đang chạy: {address}"]
    if story:
        main = [person for person in story.people if person.main]
        width = max(len(person.username) for person in main)
        lines += ["", f"  Người dân vào thẳng trang trên. Cán bộ đăng nhập tại {address}/dang-nhap"]
        lines += [f"  với mật khẩu {PASSWORD}:", ""]
        for person in main:
            lines += [f"    {person.username:<{width}}  {person.full_name}, {person.title}"]
            lines += [f"    {'':<{width}}  → {person.try_this}"]
        lines += ["", *(f"  {words.format(address=address)}" for words in story.door_words)]
        lines += ["", f"  Văn bản để thử, trong motcua/demo_letters/: {', '.join(story.letters)}"]
    lines += ["", "  Nhấn Ctrl-C để dừng tất cả. / Press Ctrl-C to stop everything.", ""]
    return "\n".join(lines)
