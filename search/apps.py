"""The app search as Django sees it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See the package's own docstring."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
