"""Find an online hand-in on its way."""

from __future__ import annotations

from motcua.dossiers.models import Draft


def draft_by_token(token: str) -> Draft | None:
    """The draft with this token, its procedure, form, office and dossier loaded; None when there is none."""
    if len(token) > 64 or "\0" in token:
        return None
    related = ("procedure__field", "form", "office", "dossier")
    return Draft.objects.select_related(*related).filter(token=token).first()
