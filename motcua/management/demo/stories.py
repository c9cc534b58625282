"""The demos there are; the setting MOTCUA_DEMO_STORY chooses one."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.management.base import CommandError

from motcua.management.demo.ha_giang import HA_GIANG
from motcua.management.demo.story import Story
from motcua.management.demo.tuyen_quang import TUYEN_QUANG
from motcua.people.models import Office

STORIES: Final = {story.key: story for story in (HA_GIANG, TUYEN_QUANG)}


def chosen_story() -> Story | None:
    """The story that the setting names; None outside a demo. CommandError, with the keys there are, for another."""
    if not settings.DEMO:
        return None
    if settings.DEMO_STORY not in STORIES:
        keys = ", ".join(STORIES)
        raise CommandError(f"MOTCUA_DEMO_STORY={settings.DEMO_STORY}: không có bản mẫu này. Chọn một trong: {keys}.")
    return STORIES[settings.DEMO_STORY]


def why_another_story() -> str:
    """Why the chosen story cannot be loaded here: one sentence that names the demo the database holds; or ""."""
    chosen = chosen_story()
    for story in STORIES.values() if chosen else ():
        if story is not chosen and Office.objects.filter(code=story.root).exists():
            return (
                f"Cơ sở dữ liệu này đang giữ dữ liệu mẫu {story.key}. Hãy chạy với MOTCUA_DEMO_STORY={story.key}, "
                "hoặc chọn thư mục khác bằng MOTCUA_VAR. Không có gì bị thay đổi."
            )
    return ""
