"""The search form: sent by GET, so that an answer has an address; nothing in it can be wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraban.models import Direction, Kind
from search.answers import Filters


class SearchForm(forms.Form):
    """What to look for, in which order, narrowed to what; a value without sense is ignored."""

    q = forms.CharField(label=_("ค้นหา"), required=False, strip=False)
    sort = forms.ChoiceField(
        label=_("เรียงตาม"),
        choices=[("newest", _("ใหม่ไปเก่า")), ("best", _("ตรงชื่อเรื่องก่อน"))],
        required=False,
    )
    direction = forms.ChoiceField(choices=Direction.choices, required=False)
    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    year = forms.IntegerField(min_value=2484, max_value=2800, required=False)
    office = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    page = forms.IntegerField(min_value=1, max_value=50, required=False)

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, as ``selectors.find`` takes it."""
        self.is_valid()
        known = self.cleaned_data
        return {
            "typed": known.get("q", ""),
            "sort": known.get("sort") or "newest",
            "page": known.get("page") or 1,
            "filters": Filters(
                direction=known.get("direction", ""),
                kind=known.get("kind", ""),
                year=known.get("year"),
                office=known.get("office"),
            ),
        }
