"""Personal exceptions: who was let into one letter, kept by guardian next to the letter itself."""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from saraban.models.letters import Letter


class LetterUserObjectPermission(UserObjectPermissionBase):
    """The record of an exception made for a person; mirrored into ``Access`` by ``access.py``."""

    content_object = models.ForeignKey(Letter, on_delete=models.CASCADE)


class LetterGroupObjectPermission(GroupObjectPermissionBase):
    """The record of an exception made for a group; guardian asks for the table's existence."""

    content_object = models.ForeignKey(Letter, on_delete=models.CASCADE)
