"""The ordered levels printed on letters: how secret, how urgent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Secrecy(models.IntegerChoices):
    """ชั้นความลับ, ordered, so that ``<=`` is the rule (regulation on secrecy 2544, clause 12).

    ลับที่สุด is listed to be refused: it never enters the system.
    """

    OPEN = 0, _("ปกติ")
    CONFIDENTIAL = 1, _("ลับ")
    SECRET = 2, _("ลับมาก")
    TOP_SECRET = 3, _("ลับที่สุด")


class Urgency(models.IntegerChoices):
    """ชั้นความเร็ว, ordered (saraban regulation, clause 28)."""

    NORMAL = 0, _("ปกติ")
    URGENT = 1, _("ด่วน")
    VERY_URGENT = 2, _("ด่วนมาก")
    MOST_URGENT = 3, _("ด่วนที่สุด")
