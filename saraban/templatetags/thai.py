"""Filters that write days, moments and digits the Thai way."""

import datetime as dt

from django import template

from saraban import thai

register = template.Library()


@register.filter
def thai_date(day: dt.date | None) -> str:
    """Write a day as ``3 พ.ค. 2564``; a moment as its Thai day; nothing as nothing."""
    return thai.format_date(_day(day)) if day else ""


@register.filter
def thai_date_long(day: dt.date | None) -> str:
    """Write a day as ``3 พฤษภาคม 2564``; a moment as its Thai day; nothing as nothing."""
    return thai.format_date(_day(day), "long") if day else ""


@register.filter
def thai_moment(at: dt.datetime | None) -> str:
    """Write a moment as ``3 พ.ค. 2564 เวลา 09.30 น.`` in Thai time; nothing as nothing."""
    return thai.format_moment(at) if at else ""


@register.filter
def thai_digits(text: object) -> str:
    """Write the digits as Thai ones."""
    return thai.thai_digits(text)


@register.filter
def digits(text: object, style: str = "ARABIC") -> str:
    """Write the digits as the agency has set: ``{{ number|digits:style }}``, THAI or ARABIC."""
    return thai.thai_digits(text) if style == "THAI" else thai.arabic_digits(text)


def _day(day: dt.date) -> dt.date:
    """Return the Thai day; a moment near midnight belongs to the day it is in Bangkok."""
    if isinstance(day, dt.datetime):
        return day.astimezone(thai.BANGKOK).date() if day.tzinfo else day.date()
    return day
