"""Draws QR codes: as SVG in a page, or as a PNG file."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_picture(text: str, *, border: int = 4, scale: int | None = None, error: str = "m") -> SafeString:
    """A QR code of `text` as inline SVG, hidden from screen readers: the words beside it say the same.

    `border` is the quiet edge in modules, `scale` the pixels of a module (None: the style sheet gives the size),
    `error` the level of error correction.
    """
    code = segno.make(text, error=error, micro=False)
    shape = {"omitsize": True} if scale is None else {"scale": scale}
    picture: str = code.svg_inline(border=border, svgclass="qr", lineclass=None, **shape)
    return mark_safe(picture.replace("<svg ", '<svg aria-hidden="true" ', 1))


def qr_png(text: str, *, scale: int) -> bytes:
    """A QR code of `text` as a PNG file, with `scale` pixels a module and the quiet edge that readers need."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()
