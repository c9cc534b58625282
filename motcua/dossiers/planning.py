"""The route a dossier keeps from the day it was received."""

from __future__ import annotations

from typing import Any

from motcua.catalog.linked import is_linked
from motcua.catalog.models import Procedure
from motcua.people.models import Office
from motcua.rulebook.dossier_states import DEFAULT_ROUTE


def route_and_plan(procedure: Procedure, office: Office, resolving: Office) -> tuple[list[str], dict[str, Any]]:
    """The kinds of the route's stages, and the published plan with each stage's office found ("office_id").

    `office` receives, `resolving` decides. A procedure without a published plan has its plain route and {}.
    """
    if is_linked(procedure):
        watched = {"kind": "appraise", "name": "Theo dõi liên thông", "office": "receiving", "office_id": office.pk}
        return ["appraise"], {"linked": True, "stages": [watched]}
    version = procedure.routes.filter(published_at__isnull=False).order_by("-version").first()
    if version is None:
        return list(procedure.route or DEFAULT_ROUTE), {}
    known = {"receiving": office.pk, "resolving": resolving.pk}
    named = {str(stage.get("office", "")) for stage in version.plan["stages"]} - set(known)
    known |= dict(Office.objects.filter(code__in=named).values_list("code", "pk"))
    stages = [
        stage | {"office_id": known.get(str(stage.get("office", "")), resolving.pk)} for stage in version.plan["stages"]
    ]
    return [stage["kind"] for stage in stages], version.plan | {"version": version.version, "stages": stages}
