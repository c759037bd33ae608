"""The app signatures as Django sees it."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """See the package's own docstring."""

    name = "signatures"
    default_auto_field = "django.db.models.BigAutoField"
