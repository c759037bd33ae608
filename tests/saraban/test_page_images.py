"""The picture of a page is drawn once, kept beside the file, and never shown half."""

import pytest
from PIL import Image

from saraban import blobs
from saraban.reading.images import cached_page_image
from saraban.reading.jail import Jail
from saraban.reading.terms import DOCX, PDF, PNG
from tests.saraban import made_files as made


@pytest.fixture(scope="module")
def jail():
    jail = Jail()
    yield jail
    jail.close()


@pytest.fixture
def office(tmp_path, jail):
    """Return what keeps a file, and what shows a page of it."""

    def keep(path):
        with path.open("rb") as content:
            return blobs.put(tmp_path / "blobs", content).sha256

    def show(name, media_type=PDF, page=1, width=800):
        places = tmp_path / "blobs", tmp_path / "images"
        return cached_page_image(*places, name, media_type, page, width, jail=jail)

    return keep, show


def test_a_page_is_drawn_once_and_kept_under_the_name_of_its_file(office, tmp_path):
    keep, show = office
    name = keep(made.thai_pdf(tmp_path / "letter.pdf"))

    first = show(name)
    drawn_at = first.stat().st_mtime_ns
    again = show(name)

    assert first == tmp_path / "images" / name[:2] / name[2:4] / f"{name}-1-800.png"
    assert again.stat().st_mtime_ns == drawn_at
    assert list(first.parent.iterdir()) == [first]
    with Image.open(first) as page:
        assert page.width == 800


def test_widths_are_few_so_that_nobody_fills_the_disk_with_pictures(office, tmp_path):
    keep, show = office
    name = keep(made.thai_pdf(tmp_path / "letter.pdf"))

    shown = {show(name, width=width).name for width in (1, 300, 360, 361, 799, 1201, 9999)}

    assert shown == {f"{name}-1-{width}.png" for width in (360, 800, 1600)}


def test_a_file_that_cannot_be_drawn_is_tried_once(office, tmp_path, jail):
    keep, show = office
    name = keep(made.flood_png(tmp_path / "flood.png"))

    assert show(name, PNG) is None
    assert (tmp_path / "images" / name[:2] / name[2:4] / f"{name}-1-800.png").stat().st_size == 0
    jail.close()
    assert show(name, PNG) is None
    assert jail.pid is None


def test_pages_that_are_not_there_leave_nothing_behind(office, tmp_path):
    keep, show = office
    letter = keep(made.thai_pdf(tmp_path / "letter.pdf"))
    word = keep(made.word_file(tmp_path / "letter.docx"))

    assert show(letter, page=2) is None
    assert show(word, DOCX) is None
    assert not (tmp_path / "images").exists()


def test_a_file_damaged_on_disk_is_not_drawn(office, tmp_path):
    keep, show = office
    name = keep(made.thai_pdf(tmp_path / "letter.pdf"))
    made.thai_pdf(blobs.path_of(tmp_path / "blobs", name), lines=["ปลอม"])

    with pytest.raises(blobs.Damaged):
        show(name)
