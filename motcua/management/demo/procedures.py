"""Thirty-four popular procedures (data/procedures_*.toml) with their papers, limits, fees and forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any, Final

from motcua.catalog.communes import OfficeCommunes
from motcua.catalog.forms import clean_answers
from motcua.catalog.models import Fee, Field, FormVersion, Paper, Procedure, TimeLimit
from motcua.catalog.national_format.values import field_code
from motcua.catalog.search import search_text
from motcua.catalog.standard_forms import GENERAL, standard_form, standard_sample
from motcua.management.demo.story import Story

LEVELS: Final = ("commune", "district", "province")
ROUTE: Final = ["appraise", "approve", "seal", "return"]


def facts() -> Iterator[dict[str, Any]]:
    """The facts of each procedure as written in the data files, with its `level`."""
    for level in LEVELS:
        file = files("motcua.management.demo") / "data" / f"procedures_{level}.toml"
        for procedure in tomllib.loads(file.read_text(encoding="utf-8"))["procedure"]:
            yield {**procedure, "level": level}


def load_procedures(story: Story) -> int:
    """Add the procedures that are missing, published when the story begins; returns how many."""
    known = set(Procedure.objects.values_list("code", flat=True))
    missing = [_as_in(story, fact) for fact in facts() if fact["code"] not in known]
    fields = {name: _field(name, story) for name in {fact["field"] for fact in missing}}
    made = Procedure.objects.bulk_create(_procedure(fact, fields[fact["field"]]) for fact in missing)
    pairs, places = list(zip(made, missing, strict=True)), OfficeCommunes()
    Paper.objects.bulk_create(paper for procedure, fact in pairs for paper in _papers(procedure, fact))
    TimeLimit.objects.bulk_create(
        TimeLimit(procedure=procedure, channel=channel, value=value, unit=unit)
        for procedure, fact in pairs
        for channel, value, unit in fact["limits"]
    )
    Fee.objects.bulk_create(
        Fee(procedure=procedure, kind=kind, channel=channel, group=group, amount=amount, text=text)
        for procedure, fact in pairs
        for kind, channel, group, amount, text in fact["fees"]
    )
    FormVersion.objects.bulk_create(
        _form(procedure, fact.get("form", GENERAL), story.begins, places) for procedure, fact in pairs
    )
    return len(made)


def _as_in(story: Story, fact: dict[str, Any]) -> dict[str, Any]:
    """The facts with the level and agency that the procedure has in the story's province."""
    level, agency = fact["level"], fact["agency"]
    return {**fact, "level": story.levels.get(level, level), "agency": story.agencies.get(agency, agency)}


def _field(name: str, story: Story) -> Field:
    field, _ = Field.objects.get_or_create(
        code=field_code(name), defaults={"name": name, "department": story.departments.get(name, "")}
    )
    return field


def _procedure(fact: dict[str, Any], field: Field) -> Procedure:
    return Procedure(
        code=fact["code"],
        name=fact["name"],
        plain_name=fact["plain_name"],
        field=field,
        level=fact["level"],
        agency=fact["agency"],
        online_level=fact["online_level"],
        postal=fact.get("postal", True),
        urgent=fact.get("urgent", False),
        time_critical=fact.get("time_critical", False),
        for_whom=fact["for_whom"],
        result=fact["result"],
        aliases=fact["aliases"],
        search_text=search_text([fact["plain_name"], *fact["aliases"], fact["name"]], field.name),
        route=fact.get("route", ROUTE),
    )


def _form(procedure: Procedure, name: str, published_at: datetime, places: OfficeCommunes) -> FormVersion:
    schema = standard_form(name)
    sample = clean_answers(schema, standard_sample(name), places=places).data
    return FormVersion(procedure=procedure, schema=schema, sample=sample, published_at=published_at)


def _papers(procedure: Procedure, fact: dict[str, Any]) -> Iterator[Paper]:
    for position, (name, originals, copies, required, note, *condition) in enumerate(fact["papers"], start=1):
        yield Paper(
            procedure=procedure,
            position=position,
            name=name,
            originals=originals,
            copies=copies,
            required=required,
            note=note,
            condition=condition[0] if condition else {},
        )
