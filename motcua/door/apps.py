from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "motcua.door"
    label = "counters"
    default_auto_field = "django.db.models.BigAutoField"
