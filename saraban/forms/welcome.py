"""What the first administrator types on the first page of an empty installation."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saraban.models import User
from saraban.thai import normalise

_NEW_PASSWORD = {"autocomplete": "new-password"}


class WelcomeForm(forms.Form):
    """The agency, and who will administer it."""

    agency_name = forms.CharField(
        label=gettext_lazy("ชื่อหน่วยงาน"),
        help_text=gettext_lazy("ชื่อเต็มของส่วนราชการ เช่น องค์การบริหารส่วนจังหวัดภูเก็ต"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )
    name = forms.CharField(
        label=gettext_lazy("ชื่อและนามสกุลของผู้ดูแลระบบ"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(
        label=gettext_lazy("ชื่อบัญชี"),
        help_text=gettext_lazy("อักษร ตัวเลข และ . - _ เท่านั้น ใช้เมื่อเข้าสู่ระบบ"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("รหัสผ่าน"),
        help_text=gettext_lazy("อย่างน้อย 12 ตัวอักษร ไม่ใช่คำที่คนอื่นเดาได้ง่าย"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs=_NEW_PASSWORD),
    )
    password_again = forms.CharField(
        label=gettext_lazy("รหัสผ่านอีกครั้ง"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs=_NEW_PASSWORD),
    )

    def clean_agency_name(self) -> str:
        return normalise(self.cleaned_data["agency_name"]).strip()

    def clean_name(self) -> str:
        return normalise(self.cleaned_data["name"]).strip()

    def clean(self) -> dict[str, object]:
        typed = super().clean() or self.cleaned_data
        password, again = typed.get("password"), typed.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("รหัสผ่านสองช่องไม่ตรงกัน โปรดพิมพ์อีกครั้ง"))
        if password:
            self._require_good(password)
        return typed

    def for_service(self) -> dict[str, str]:
        """Return what opening an installation asks for."""
        names = ("agency_name", "name", "username", "password")
        return {name: self.cleaned_data[name] for name in names}

    def _require_good(self, password: str) -> None:
        person = User(
            username=self.cleaned_data.get("username", ""), name=self.cleaned_data.get("name", "")
        )
        try:
            validate_password(password, person)
        except ValidationError as error:
            self.add_error("password", error)
