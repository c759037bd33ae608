"""The app workflow as Django sees it."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """See the package's own docstring."""

    name = "workflow"
    default_auto_field = "django.db.models.BigAutoField"
