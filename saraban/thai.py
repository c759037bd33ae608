"""Thai days, digits, order and cleaning of text: pure functions that know no table."""

import datetime as dt
import re
import unicodedata
from typing import Literal, NoReturn
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

Style = Literal["short", "long"]

BANGKOK = ZoneInfo("Asia/Bangkok")
MONTHS = [
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
]
SHORT_MONTHS = [
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
]

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def buddhist_year(day: dt.date) -> int:
    """Return the Thai year of a day. Before 1 January 2484 (1941) years began on 1 April."""
    old_year = day < dt.date(1941, 1, 1) and day.month <= 3
    return day.year + (542 if old_year else 543)


def thai_digits(text: object) -> str:
    """Write every digit of ``text`` as a Thai digit: 2569 becomes ๒๕๖๙."""
    return str(text).translate(_TO_THAI)


def arabic_digits(text: object) -> str:
    """Write every Thai digit of ``text`` as an Arabic one: ๒๕๖๙ becomes 2569."""
    return str(text).translate(_TO_ARABIC)


def format_date(day: dt.date, style: Style = "short") -> str:
    """Write a day as ``3 พ.ค. 2564`` or, long, ``3 พฤษภาคม 2564``."""
    months = SHORT_MONTHS if style == "short" else MONTHS
    return f"{day.day} {months[day.month - 1]} {buddhist_year(day)}"


def format_moment(at: dt.datetime, style: Style = "short") -> str:
    """Write a moment as ``3 พ.ค. 2564 เวลา 09.30 น.``, in Thai time. Refuses a naive one."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    here = at.astimezone(BANGKOK)
    return f"{format_date(here.date(), style)} เวลา {here:%H.%M} น."


def parse_date(text: str, *, today: dt.date | None = None) -> dt.date:
    """Read a day in any form a clerk types; a year of two digits is a Buddhist one.

    Reads 22/11/2569, 22-11-69, 22 พ.ย. 69, ๒๒ พฤศจิกายน พ.ศ. ๒๕๖๙, 22112569 and 2026-11-22.
    Given ``today``, also วันนี้, เมื่อวาน, พรุ่งนี้, มะรืนนี้, and a day without its year.
    Raises ValueError with a Thai sentence for what cannot be read or never was.
    """
    typed = _bare(text)
    if today is not None and typed in _DAYS_FROM_TODAY:
        return today + dt.timedelta(days=_DAYS_FROM_TODAY[typed])
    for pattern in _DATE_FORMS:
        if (found := pattern.fullmatch(typed)) and (day := _day_of(found, today)):
            return day
    _refuse(text)


def parse_moment(text: str, *, today: dt.date | None = None) -> dt.datetime:
    """Read a day and an hour (``3 พ.ค. 64 เวลา 9.30 น.``, ``2026-11-22T09:30``) as Thai time.

    Raises ValueError with a Thai sentence for what cannot be read.
    """
    found = _MOMENT.fullmatch(arabic_digits(normalise(text)).strip())
    if not found:
        raise ValueError(_("โปรดพิมพ์ทั้งวันที่และเวลา เช่น 22/11/2569 เวลา 09.30 น."))
    day = parse_date(found["day"], today=today)
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        raise ValueError(_("ไม่มีเวลา %(time)s น.") % {"time": f"{hour:02}.{minute:02}"})
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANGKOK)


def sort_key(text: str) -> str:
    """Return a key whose plain code-point order is the order of a Thai dictionary.

    A leading vowel stands behind its consonant; tone marks decide only between words equal
    without them. Store it and compare it by code point (SQLite BINARY, PostgreSQL "C").
    """
    letters: list[str] = []
    marks: list[str] = []
    for letter in _LEADING.sub(r"\2\1", normalise(text).casefold()):
        if letter in _SECONDARY:
            marks.append(f"{999 - len(letters) % 1000:03}{letter}")
        else:
            letters.append(letter)
    return "".join(letters) + "\x01" + "".join(marks)


def normalise(text: str) -> str:
    """Clean a typed or pasted text of faults nobody sees; done once on saving any text.

    Mends marks typed in the wrong order, a split sara am, two เ for แ, private marks of old
    fonts and a blank before a mark; drops NUL, control, zero-width and broken characters;
    makes every line end LF. Doing it twice changes nothing.
    """
    text = _LINE_END.sub("\n", text.translate(_PRIVATE_MARKS))
    text = "".join(map(_kept, text)) if _SUSPECT.search(text) else text
    text = text.replace("เเ", "แ")
    text = _BLANK_BEFORE_MARK.sub("", text)
    return unicodedata.normalize("NFC", _MARKS.sub(_marks_in_order, text))


# Reading days ------------------------------------------------------------------------------

_DAYS_FROM_TODAY = {
    "วันนี้": 0,
    "เมื่อวาน": -1,
    "เมื่อวานนี้": -1,
    "พรุ่งนี้": 1,
    "วันพรุ่งนี้": 1,
    "มะรืน": 2,
    "มะรืนนี้": 2,
}
_MONTH_ENDS = re.compile("(?:คม|ยน|พันธ์)$")
_MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {_MONTH_ENDS.sub("", name): number for number, name in enumerate(MONTHS, 1)}
    | {name.replace(".", ""): number for number, name in enumerate(SHORT_MONTHS, 1)}
    | {"กรกฏาคม": 7, "กรกฏา": 7, "พฤษจิกายน": 11, "พฤศภาคม": 5, "กุมภาพันธุ์": 2}
)
_BEFORE_DAY = re.compile(r"^(?:ลง)?(?:วัน\s*[ก-์]*?ที่|วันที่|ที่)\s*")
_ERA = r"(?P<era>[พค]\.?\s*ศ\.?)?\s*"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_DATE_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<day>\d{{1,2}})\s*(?P<name>[ก-์][ก-์.\s]*?)\s*{_ERA}{_YEAR}",
        rf"(?P<day>\d{{1,2}})(?P<sep>[/.\-–\s])\s*(?P<month>\d{{1,2}})(?P=sep)\s*{_ERA}{_YEAR}",
        r"(?P<year>\d{4})(?P<sep>[/.\-–])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})\s*(?P<name>[ก-์][ก-์.\s]*?)",
        r"(?P<day>\d{1,2})[/\-–](?P<month>\d{1,2})",
    )
)
_MOMENT = re.compile(
    r"(?P<day>.+?)[\sT,]+(?:เวลา\s*)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:]00)?"
    r"\s*(?:น\.?|นาฬิกา)?"
)


def _bare(text: str) -> str:
    """Return what was typed in Arabic digits, without ลงวันที่, commas and doubled blanks."""
    typed = arabic_digits(normalise(text)).replace(",", " ").replace("เดือน", " ")
    return _BEFORE_DAY.sub("", " ".join(typed.split()))


def _day_of(found: re.Match[str], today: dt.date | None) -> dt.date | None:
    """Return the day a form found; None when this form cannot mean a day."""
    parts = found.groupdict()
    month = _month_of(parts)
    if month is None:
        return None
    number = int(parts["day"])
    if "year" not in parts:
        return None if today is None else _nearest_day(month, number, today)
    year = _common_year(parts["year"], parts.get("era") or "", month)
    return None if year is None else _real_day(year, month, number)


def _month_of(parts: dict[str, str | None]) -> int | None:
    """Return the number of the month written, by name or number; None when there is none."""
    if name := parts.get("name"):
        return _MONTH_NUMBERS.get(re.sub(r"[.\s]", "", name))
    month = int(parts["month"] or 0)
    return month if 1 <= month <= 12 else None


def _common_year(typed: str, era: str, month: int) -> int | None:
    """Return the year of our era for a year as typed; None outside พ.ศ. 2400 to 2699."""
    year = int(typed) + (2500 if len(typed) == 2 else 0)
    if era.startswith("ค") or (not era and 1857 <= year <= 2156):
        return year if len(typed) == 4 and 1857 <= year <= 2156 else None
    if not 2400 <= year <= 2699:
        return None
    if year == 2483 and month <= 3:
        raise ValueError(_("พ.ศ. 2483 มีเพียงเดือนเมษายนถึงธันวาคม โปรดตรวจปีอีกครั้ง"))
    return year - (542 if year < 2483 and month <= 3 else 543)


def _real_day(year: int, month: int, number: int) -> dt.date:
    """Return the day, or say in Thai that this month has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        facts = {"day": number, "month": MONTHS[month - 1], "year": year + 543}
        sentence = _("ไม่มีวันที่ %(day)s ในเดือน%(month)s พ.ศ. %(year)s") % facts
        raise ValueError(sentence) from None


def _nearest_day(month: int, number: int, today: dt.date) -> dt.date:
    """Return the day of that name nearest to today: in January, 28/12 is last month's."""
    is_leap_day = (month, number) == (2, 29)
    years = (today.year,) if is_leap_day else (today.year, today.year - 1, today.year + 1)
    return min((_real_day(year, month, number) for year in years), key=lambda day: abs(day - today))


def _refuse(text: str) -> NoReturn:
    shown = normalise(text).strip()[:40]
    raise ValueError(
        _("อ่านวันที่ “%(typed)s” ไม่ได้ โปรดพิมพ์ เช่น 22/11/2569 หรือ 22 พ.ย. 69") % {"typed": shown}
        if shown
        else _("โปรดพิมพ์วันที่ เช่น 22/11/2569 หรือ 22 พ.ย. 69")
    )


# Cleaning and ordering text ----------------------------------------------------------------

_LEADING = re.compile("([เแโใไ])([ก-ฮ])")
_SECONDARY = frozenset("็่้๊๋์")
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_NIKHAHIT, _SARA_AM, _SARA_AA = "ํ", "ำ", "า"
_MARK = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
# A run of marks round a nikhahit or sara am takes the sara aa after it; any other run does not.
# A mark that stands alone is in order already and is passed over.
_MARKS = re.compile(f"[{_MARK}]+?[ํำ](?:[{_MARK}]| ?า)*|[ํำ](?:[{_MARK}]| ?า)+|[{_MARK}]{{2,}}")
_BLANK_BEFORE_MARK = re.compile(f"(?<=[ก-ฮะ-ฺเ-๎]) +(?=[{_MARK}])")
_LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029]")
_SUSPECT = re.compile("[^\n\t\u0020-\u007e\u0e00-\u0e7f]")
# The private codes old Windows Thai fonts used for raised, lowered and shifted marks.
_MEANT = (
    f"\u0e10\u0e34\u0e35\u0e36\u0e37{_TONES * 2}\u0e0d\u0e31\u0e4d\u0e47{_TONES}\u0e38\u0e39\u0e3a"
)
_PRIVATE_MARKS = dict(zip(range(0xF700, 0xF71B), _MEANT, strict=True))


def _kept(letter: str) -> str:
    """Return the character as it is kept: itself, a plain blank, or nothing."""
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    is_dropped = (kind in {"Cc", "Cf", "Cs"} and letter not in "\n\t") or letter in "\ufffe\uffff"
    return "" if is_dropped else letter


def _marks_in_order(found: re.Match[str]) -> str:
    """Put vowels first, then tones, then sara am, which a nikhahit and sara aa make together."""
    marks = found[0].replace(" ", "")
    if _SARA_AA in marks:
        marks = re.sub(f"[{_NIKHAHIT}{_SARA_AM}{_SARA_AA}]", "", marks) + _SARA_AM
    return "".join(sorted(marks, key=_place))


def _place(mark: str) -> int:
    return 2 if mark == _SARA_AM else int(mark in _TONES)
