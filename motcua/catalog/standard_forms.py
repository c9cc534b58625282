"""The forms that come with the software: short TOML in data/forms/, built into JSON Schema (draft 2020-12)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from motcua.catalog.forms.schema import build_schema
from motcua.catalog.forms.texts import LONGEST_TEXT

__all__ = [
    "GENERAL",
    "INTERNAL_FORMS",
    "LONGEST_TEXT",
    "STANDARD_FORMS",
    "build_schema",
    "internal_form",
    "internal_sample",
    "standard_form",
    "standard_sample",
]

GENERAL: Final = "general"
STANDARD_FORMS: Final = (
    "general",
    "birth",
    "death",
    "marriage",
    "copy",
    "business",
    "land",
    "land_extract",
    "building_permit",
    "criminal_record",
    "social_allowance",
    "licence",
    "copy_certification",
    "residence",
    "business_change",
)
# Internal forms are never handed in as dossiers: they have no applicant's page.
INTERNAL_FORMS: Final = ("health_declaration",)
# Who hands in the sample dossiers that come with the forms.
_SAMPLE_APPLICANT: Final = {
    "applicant_name": "Nguyễn Văn Mẫu",
    "applicant_id_number": "002085000001",
    "applicant_phone": "0912345678",
    "applicant_address": "Tổ 5, phường Nguyễn Trãi, thành phố Hà Giang, tỉnh Hà Giang",
}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("motcua.catalog") / "data" / "forms" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _built(name: str) -> dict[str, Any]:
    return build_schema([_toml("applicant"), *_toml(name)["page"]])


def standard_form(name: str = GENERAL) -> dict[str, Any]:
    """The schema of a standard form (one of STANDARD_FORMS), the applicant's page first. KeyError for another name."""
    if name not in STANDARD_FORMS:
        raise KeyError(name)
    return _built(name)


def standard_sample(name: str = GENERAL) -> dict[str, Any]:
    """Answers that fill a standard form rightly, for its sample dossier ("MẪU"). KeyError for another name."""
    if name not in STANDARD_FORMS:
        raise KeyError(name)
    return {**_SAMPLE_APPLICANT, **_toml(name)["sample"]}


@cache
def internal_form(name: str) -> dict[str, Any]:
    """The schema of a form the house itself asks for (one of INTERNAL_FORMS). KeyError for another name."""
    if name not in INTERNAL_FORMS:
        raise KeyError(name)
    return build_schema(_toml(name)["page"])


def internal_sample(name: str) -> dict[str, Any]:
    """Answers that fill an internal form rightly. KeyError for another name."""
    if name not in INTERNAL_FORMS:
        raise KeyError(name)
    return dict(_toml(name)["sample"])
