"""Undertaking projects, and saying which of them a letter concerns."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from saraban.forms.fields import CleanLine, CleanText
from saraban.forms.once import OnceForm
from saraban.forms.settings import OfficeChoice
from saraban.models import Office, Project


class ProjectChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A project, spoken of by code and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class ProjectsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several projects, ticked in a list."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class ProjectForm(OnceForm):
    """A new project of the agency."""

    code = CleanLine(label=_("รหัสโครงการ"), max_length=40)
    name = CleanLine(label=_("ชื่อโครงการ"), max_length=300)
    parent = ProjectChoice(
        label=_("เป็นส่วนหนึ่งของโครงการ"),
        queryset=Project.objects.none(),
        empty_label=_("ไม่เป็น"),
        required=False,
    )
    owner = OfficeChoice(
        label=_("หน่วยงานเจ้าของโครงการ"),
        queryset=Office.objects.none(),
        empty_label=_("ไม่ระบุ"),
        required=False,
    )
    summary = CleanText(label=_("สาระสำคัญ"), lines=5, max_length=4000, required=False)

    def __init__(
        self,
        *args: Any,
        projects: QuerySet[Project],
        offices: QuerySet[Office],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = projects  # type: ignore[attr-defined]
        self.fields["owner"].queryset = offices  # type: ignore[attr-defined]


class TieForm(OnceForm):
    """The projects a letter concerns: those ticked, and no others."""

    projects = ProjectsChoice(
        label=_("โครงการที่เกี่ยวข้อง"), queryset=Project.objects.none(), required=False
    )

    def __init__(self, *args: Any, projects: QuerySet[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].queryset = projects  # type: ignore[attr-defined]
