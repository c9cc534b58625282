"""The five letters and the twenty others, against what a careful reader wrote down of them."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.rulebook.reading import Reading, read
from motcua.rulebook.reading.normalise import key

LETTERS = Path(__file__).parents[3] / ".." / "shared" / "directives"
FIVE = sorted(LETTERS.glob("*.expected.yaml"))

pytestmark = pytest.mark.skipif(not FIVE, reason="the folder of real letters is not beside this repository")


def read_file(path: Path) -> Reading:
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize("path", FIVE, ids=lambda path: path.name[:3])
def test_header_of_the_five(path: Path) -> None:
    expected: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    reading = read_file(path.with_name(path.name.replace(".expected.yaml", ".txt")))
    header = reading.header
    assert key(header.issuer.value) == key(expected["issuer"])
    number = expected["number"]
    if isinstance(number, dict):
        assert header.number.value is None
        assert header.printed_number.value == number["printed"]
    else:
        assert header.number.value == number
    when = expected["date"]
    if isinstance(when, dict):
        assert (header.date.value, header.year.value) == (None, when["year"])
    else:
        assert header.date.value == when
    assert header.place.value == expected["place"]
    assert header.subject.value == expected["subject"]
    assert header.urgency.value == expected["urgency"]
    assert [leaf.value for leaf in header.recipients] == expected["recipients"]
    signer = header.signer
    found = {"authority": signer.authority, "title": signer.title, "name": signer.name} if signer else None
    assert found == expected["signer"]
    assert {(cite.number, cite.date) for cite in reading.cites} == {(c["number"], c["date"]) for c in expected["cites"]}
    copies = None if header.copies_to is None else len(header.copies_to)
    assert copies == expected["copies_to"]


@pytest.mark.parametrize("path", FIVE, ids=lambda path: path.name[:3])
def test_clauses_of_the_five(path: Path) -> None:
    expected: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    reading = read_file(path.with_name(path.name.replace(".expected.yaml", ".txt")))
    clauses = {clause.ref: clause for clause in reading.clauses}
    for item in expected["assignments"]:
        if item["ref"] in clauses:
            assert [child.ref for child in clauses[item["ref"]].children] == item.get("children", [])
            assert len(clauses[item["ref"]].bullets) == item.get("bullets", len(clauses[item["ref"]].bullets))
    assert list(clauses) == list(
        dict.fromkeys(item["ref"] for item in expected["assignments"] if "." not in item["ref"])
    )


def rows() -> list[dict[str, str]]:
    """The lines of both indexes, each with its letter's path."""
    return [
        row | {"path": str(path.with_name(row["file"]))}
        for path in (LETTERS / folder / "index.csv" for folder in ("more", "of_2025"))
        if path.exists()
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def words(text: str) -> list[str]:
    return sorted(key(text.replace("UBND", "Ủy ban nhân dân")).split())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"][:3])
def test_header_of_the_others(row: dict[str, str]) -> None:
    header = read_file(Path(row["path"])).header
    assert words(header.issuer.value) == words(row["issuer"])
    if "(blank)" in row["number"]:
        assert header.number.value is None
        assert header.printed_number.value == row["number"].removeprefix("(blank)")
    else:
        assert header.number.value == row["number"]
    if "(blank)" in row["date"]:
        assert (header.date.value, header.year.value) == (None, int(row["date"][-4:]))
    else:
        day, month, year = map(int, row["date"].split("/"))
        assert header.date.value == date(year, month, day)
    assert header.type.value == row["type"]
    assert (header.urgency.value or "") == row["urgency"]
    # One index row stops the subject short of the printed text.
    assert key(header.subject.value).startswith(key(row["subject"]))
    signer = header.signer
    assert (signer.name if signer else "") == row["signer"]
    signed = " ".join(part for part in (signer.authority, signer.title) if part) if signer else ""
    assert key(signed) == key(row["signer_authority"])


@pytest.mark.parametrize("path", sorted(LETTERS.glob("**/*.txt")), ids=lambda path: path.name[:3])
def test_spans_hold_the_words_they_stand_for(path: Path) -> None:
    reading = read_file(path)
    for leaf in (*reading.header.recipients, *(reading.header.copies_to or ())):
        start, end = leaf.span
        first = key(leaf.value).split()[0]
        assert first in key(reading.text[start:end]).split()
    for cite in reading.cites:
        printed = re.sub(r"\s", "", reading.text[slice(*cite.span)])
        assert cite.number.split("/")[0] in printed
