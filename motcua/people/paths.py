"""Paths in the office tree: codes from the root joined by "/". A subtree is a prefix that ends at a "/"."""

from __future__ import annotations


def ancestors(path: str) -> list[str]:
    """The path's own ancestors from the root down, itself last: "a/b" → ["a", "a/b"]. Empty for an empty path."""
    parts = path.split("/") if path else []
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def is_under(path: str, above: str) -> bool:
    """Whether `path` is `above` or lies below it. Everything lies under ""."""
    return above == "" or path == above or path.startswith(above + "/")
