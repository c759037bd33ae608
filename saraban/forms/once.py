"""The form that does its act once, however often it is sent."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class OnceForm(forms.Form):
    """A form that does its act once: it carries a key, and the same key gets the same answer."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": _("แบบกรอกนี้ไม่สมบูรณ์ โปรดเปิดหน้านี้ใหม่")},
    )
