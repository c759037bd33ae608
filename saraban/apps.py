"""The registry as a Django app."""

from django.apps import AppConfig


class SarabanConfig(AppConfig):
    """Keeps letters."""

    name = "saraban"
    verbose_name = "งานสารบรรณ"
    default_auto_field = "django.db.models.BigAutoField"
