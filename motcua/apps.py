from django.apps import AppConfig


class MotcuaConfig(AppConfig):
    """The root package: it only brings the management commands to Django."""

    name = "motcua"
    label = "motcua"
