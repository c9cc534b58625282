"""Message providers by the name that settings.MESSAGE_PROVIDER gives them: a file and a line here for each vendor."""

from __future__ import annotations

from motcua.notices.providers.base import MessageProvider
from motcua.notices.providers.fake import FakeProvider
from motcua.notices.providers.file import FileProvider

PROVIDERS: dict[str, type[MessageProvider]] = {"fake": FakeProvider, "file": FileProvider}
