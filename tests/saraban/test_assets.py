"""What pages are dressed in: fonts cut from their package, one style sheet, legible colours."""

import re
from importlib.resources import files
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from fontTools.ttLib import TTFont

from saraban import assets

STYLE = Path(assets.__file__).parent / "static/saraban/saraban.css"
MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
INKS = ("ink", "quiet", "main", "late", "turn", "done")
PAPERS = ("paper", "ground", "main-soft")
PAIRS = [
    *product(INKS, PAPERS),
    *product(("ink", "turn"), ("turn-soft",)),
    *product(("ink", "late"), ("late-soft",)),
    *product(("ink", "done"), ("done-soft",)),
    ("ink", "mark"),
    ("on-main", "main"),
    ("on-main", "main-deep"),
    ("on-bar", "bar"),
    ("on-acting", "acting"),
    ("on-alarm", "alarm"),
]


@pytest.fixture(scope="module")
def cut() -> bytes:
    return assets.cut_font((files("fontpkg_sarabun") / "files/Sarabun-Regular.ttf").read_bytes())


def test_a_font_holds_thai_and_our_punctuation_in_at_most_20_kb(cut):
    letters = TTFont(BytesIO(cut)).getBestCmap()

    assert len(cut) <= 20_000
    assert {ord(letter) for letter in "กฬฮะาิ์ๆฯ๙฿AZaz09–“”…→"} <= letters.keys()


def test_marks_over_thai_letters_keep_their_places(cut):
    font = TTFont(BytesIO(cut))
    placed = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    changed = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}

    assert {"mark", "mkmk"} <= placed
    assert "ccmp" in changed


def test_a_font_cut_twice_is_the_same_to_the_byte(cut):
    again = assets.cut_font((files("fontpkg_sarabun") / "files/Sarabun-Regular.ttf").read_bytes())

    assert again == cut


def test_a_font_is_cut_once_and_kept(settings, tmp_path):
    settings.HOME = tmp_path

    first = Path(finders.find("vendor/sarabun-700.woff2"))
    stamp = first.stat().st_mtime_ns
    second = Path(finders.find("vendor/sarabun-700.woff2"))

    assert first == second
    assert second.stat().st_mtime_ns == stamp


def test_what_is_not_ours_is_left_to_the_other_finders():
    assert not assets.AssetFinder().find("vendor/other.woff2")


def test_static_files_are_collected_with_names_that_never_go_stale(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}

    call_command("collectstatic", interactive=False, verbosity=0)

    (sheet,) = (tmp_path / "static/saraban").glob("saraban.*.css")
    fonts = re.findall(r'url\("\.\./(vendor/[^"]+)"\)', sheet.read_text(encoding="utf-8"))
    assert len(fonts) == 2
    assert all((tmp_path / "static" / font).exists() for font in fonts)
    assert sheet.with_suffix(".css.gz").stat().st_size < 10_000


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_every_ink_can_be_read_on_every_paper(theme, ink, paper):
    light, dark = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)[:2]
    tokens = colours(light) | (colours(dark) if theme == "dark" else {})

    assert contrast(tokens[ink], tokens[paper]) >= 7


def colours(rules: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6})\b", rules))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
