"""Projects (โครงการ) that letters, minutes and resolutions concern."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraban.models.letters import Letter
from saraban.models.offices import Office


class Project(models.Model):
    """โครงการ: something an agency has undertaken, that letters and resolutions speak of."""

    agency = models.ForeignKey(Office, models.PROTECT, related_name="projects")
    code = models.CharField(_("รหัสโครงการ"), max_length=40)
    name = models.CharField(_("ชื่อโครงการ"), max_length=300)
    owner = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="owned_projects"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    summary = models.TextField(_("สาระสำคัญ"), blank=True)

    class Meta:
        ordering = ["agency", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="project_code_is_given_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.pk])


class Concern(models.Model):
    """This letter concerns this project."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="concerns")
    project = models.ForeignKey(Project, models.PROTECT, related_name="concerns")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "letter"], name="a_letter_concerns_once"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} concerns {self.project_id}"
