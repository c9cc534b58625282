"""The papers beside a dossier's viewer, and the file shown first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from motcua.dossiers.results.approval import signed_here

# What a browser shows by itself inside a frame; anything else is fetched.
_SHOWN: Final = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "text/plain"})


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One paper of the list: its words, how many of each kind were given, its files."""

    name: str
    given: bool
    note: str
    originals: int
    certified: int
    copies: int
    files: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """`papers` in order, `others` (files of no paper), `results`; `first` is the file shown."""

    papers: tuple[ShownPaper, ...]
    others: tuple[Any, ...]
    results: tuple[Any, ...]
    first: Any


def viewer_of(dossier: Any, wanted: str = "") -> Viewer:
    """The dossier's files by paper, in one query; `wanted` is the key of the file to show first."""
    files = list(dossier.files.order_by("pk"))
    given = [file for file in files if file.kind == "given"]
    papers = tuple(_paper(paper, given) for paper in dossier.papers)
    placed = {file.pk for paper in papers for file in paper.files}
    results = tuple(
        sorted((file for file in files if file.kind == "result"), key=lambda item: item.replaced_at is not None)
    )
    others = tuple(file for file in files if file.pk not in placed and file.kind != "result")
    shown = [file for file in files if file.content_type in _SHOWN]
    current = [file for file in shown if file.replaced_at is None] or shown
    first = next((file for file in shown if str(file.pk) == wanted), current[0] if current else None)
    ours = signed_here(dossier) if results else frozenset()
    for file in files:
        file.signature = _signature(file, ours)
    return Viewer(papers, others, results, first)


def _signature(file: Any, ours: frozenset[str]) -> tuple[str, str]:
    """State of a file's signatures ("good", "late", "" where none was checked), and the signers."""
    if file.sha256 in ours:
        return "good", ""
    said = file.signatures or {}
    if not said.get("signed"):
        return "", ""
    signers = [value for value in said.get("signers", ()) if isinstance(value, dict)]
    sound = bool(said.get("intact")) and all(signer.get("ok") for signer in signers)
    return "good" if sound else "late", ", ".join(str(signer.get("name", "")) for signer in signers)


def _paper(paper: dict[str, Any], given: list[Any]) -> ShownPaper:
    return ShownPaper(
        name=str(paper.get("name", "")),
        given=bool(paper.get("given")),
        note=str(paper.get("note", "")),
        originals=int(paper.get("originals") or 0),
        certified=int(paper.get("certified") or 0),
        copies=int(paper.get("copies") or 0),
        files=tuple(file for file in given if file.paper_position == paper.get("position")),
    )
