"""Settings in the environment that this version does not know: misspelt, or renamed since."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

# Every name the code reads; tests/management/test_environment.py compares it with the code.
KNOWN: Final = frozenset({
    "MOTCUA_DEBUG", "MOTCUA_DEMO", "MOTCUA_DEMO_STORY", "MOTCUA_DOOR_DATA_DAYS", "MOTCUA_FEVER_CELSIUS",
    "MOTCUA_HOST", "MOTCUA_HOSTS",
    "MOTCUA_LIVE_PORT", "MOTCUA_LIVE_STREAMS", "MOTCUA_LIVE_STREAMS_PER_ADDRESS", "MOTCUA_LIVE_URL", "MOTCUA_LOG",
    "MOTCUA_MESSAGE_PROVIDER", "MOTCUA_OIDC_CLAIMS", "MOTCUA_OIDC_CLIENT_ID", "MOTCUA_OIDC_CLIENT_SECRET",
    "MOTCUA_OIDC_ISSUER", "MOTCUA_OIDC_NAME", "MOTCUA_OIDC_SCOPES", "MOTCUA_ORIGINS", "MOTCUA_PKCS11_MODULE",
    "MOTCUA_PLACE", "MOTCUA_POOL", "MOTCUA_PORT", "MOTCUA_POSTGRES_BIN", "MOTCUA_PRINT_FONTS", "MOTCUA_PROXIES",
    "MOTCUA_PUBLIC_URL", "MOTCUA_ROSTER_ONLINE_EACH", "MOTCUA_ROSTER_WEEK_SITTINGS", "MOTCUA_SECOND_FACTOR_ROLES",
    "MOTCUA_SECRET_KEY", "MOTCUA_STAFF_PASS_DAYS", "MOTCUA_STALLED_DAYS", "MOTCUA_TRUSTED_ROOTS", "MOTCUA_UP",
    "MOTCUA_VAR", "MOTCUA_WEB_PROCESSES", "MOTCUA_WORKER_JOBS",
})  # fmt: skip


def unknown_settings(environment: Mapping[str, str]) -> str:
    """One sentence that names every MOTCUA_… variable nobody reads, each with the nearest known name; "" for none."""
    found = []
    for name in sorted(name for name in environment if name.startswith("MOTCUA_") and name not in KNOWN):
        near = get_close_matches(name, sorted(KNOWN), n=1, cutoff=0.75)
        found.append(f"{name} (có phải {near[0]}?)" if near else name)
    if not found:
        return ""
    return f"Biến môi trường không có tác dụng ở bản này: {', '.join(found)}. Danh sách cài đặt: docs/operating.md."
