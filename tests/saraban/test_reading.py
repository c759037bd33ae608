"""The text of arriving files is read, and no file, however hostile, does more than fail."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from pikepdf import Dictionary, Name, Pdf, String
from PIL import Image

from saraban.reading import reader
from saraban.reading.jail import Jail
from saraban.reading.terms import DOCX, JPEG, PDF, PNG, TIFF, XLSX, Limits, Outcome
from tests.saraban import made_files as made


@pytest.fixture(scope="module")
def jail():
    jail = Jail()
    yield jail
    jail.close()


@pytest.fixture
def read(jail):
    return lambda path, media_type: reader.read(path, media_type, jail=jail)


def squeezed(text):
    return "".join(text.split())


def test_the_text_of_a_thai_letter_is_what_was_typed(read, tmp_path):
    result = read(made.thai_pdf(tmp_path / "letter.pdf", pages=3), PDF)

    assert (result.outcome, result.page_count, result.note) == (Outcome.READ, 3, "")
    assert [page.number for page in result.pages] == [1, 2, 3]
    assert all(page.text.split("\n") == made.LINES for page in result.pages)


def test_a_word_file_is_read_with_its_table_header_and_footer(read, tmp_path):
    result = read(made.word_file(tmp_path / "letter.docx"), DOCX)

    (page,) = result.pages
    assert (result.outcome, page.number, result.page_count) == (Outcome.READ, 1, 0)
    for line in [*made.LINES, "งบประมาณ", "๑,๒๐๐,๐๐๐ บาท", "ด่วนที่สุด", "สำเนาถูกต้อง"]:
        assert line in page.text


def test_a_text_box_is_read_once_and_struck_out_text_not_at_all(read, tmp_path):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>ด่วนมาก</w:t></w:r></w:p></w:txbxContent>"
    body = f"""<w:document xmlns:w="{space}" xmlns:mc="{mc}"><w:body><w:p>
        <w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>
        <w:r><w:t>ขอเชิญ</w:t></w:r><w:r><w:t>ประชุม</w:t></w:r><w:del><w:r>
        <w:delText>เลื่อน</w:delText></w:r></w:del><w:r><mc:AlternateContent>
        <mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>
        </mc:AlternateContent></w:r></w:p></w:body></w:document>"""
    plain = made.word_file(tmp_path / "plain.docx")

    result = read(made.rewritten(plain, tmp_path / "box.docx", document=body.encode()), DOCX)

    text = result.pages[0].text
    assert text.startswith("ขอเชิญประชุม")
    assert text.count("ด่วนมาก") == 1
    assert "เลื่อน" not in text


def test_the_words_in_a_sheet_are_read(read, tmp_path):
    result = read(made.sheet_file(tmp_path / "plan.xlsx", ["แผนงาน", "งบประมาณ"]), XLSX)

    assert result.outcome is Outcome.READ
    assert result.pages[0].text.split() == ["แผนงาน", "งบประมาณ"]


def test_scans_have_pages_but_no_text(read, tmp_path):
    scan = read(made.scan(tmp_path / "scan.tif", pages=3), TIFF)
    photo = read(made.picture(tmp_path / "photo.jpg"), JPEG)

    assert (scan.outcome, scan.page_count, scan.pages) == (Outcome.NO_TEXT, 3, [])
    assert (photo.outcome, photo.page_count) == (Outcome.NO_TEXT, 1)
    assert "สแกน" in scan.note


def test_a_letter_locked_only_against_changes_is_read(read, tmp_path):
    locked = made.encrypted_pdf(tmp_path / "owner.pdf", user="", owner="secret")

    assert read(locked, PDF).outcome is Outcome.READ


def test_a_letter_of_10000_pages_is_read_to_page_2000_and_says_so(read, tmp_path):
    result = read(made.long_pdf(tmp_path / "long.pdf", pages=10_000), PDF)

    assert (result.outcome, result.page_count) == (Outcome.TOO_MANY_PAGES, 10_000)
    assert [page.number for page in result.pages] == list(range(1, 2001))
    assert "2,000" in result.note


def external_entity(tmp_path):
    """A Word file that asks its reader to bring in a file of the server."""
    text = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:t>'
    plain = made.word_file(tmp_path / "plain.docx")
    return made.rewritten(plain, tmp_path / "x", document=text + b"&e;</w:t></w:document>")


def written(name, content):
    def make(tmp_path):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


def cut_picture(tmp_path):
    path = made.picture(tmp_path / "cut.jpg")
    path.write_bytes(path.read_bytes()[:700])
    return path


HOSTILE = {
    "cut off early": (lambda at: made.cut_off(at / "x", 0.5), PDF, {"damaged"}),
    "cut off late": (lambda at: made.cut_off(at / "x", 0.98), PDF, {"damaged"}),
    "password": (lambda at: made.encrypted_pdf(at / "x", user="a", owner="b"), PDF, {"encrypted"}),
    "empty": (written("x", b""), PDF, {"refused"}),
    "no pages": (written("x", b"%PDF-1.7\n%%EOF"), PDF, {"damaged"}),
    "late start": (written("x", b" " * 900 + b"%PDF-1.7\n%%EOF"), PDF, {"refused"}),
    "Word named PDF": (lambda at: made.word_file(at / "x.docx"), PDF, {"refused"}),
    "deep page tree": (lambda at: made.deep_tree_pdf(at / "x"), PDF, {"damaged"}),
    "page tree in a ring": (lambda at: made.looping_tree_pdf(at / "x"), PDF, {"damaged"}),
    "endless text": (
        lambda at: made.endless_text_pdf(at / "x"),
        PDF,
        {"died", "too_large", "too_complex", "no_text"},
    ),
    "forms in a ring": (lambda at: made.forms_in_a_ring_pdf(at / "x"), PDF, {"died"}),
    "huge page": (lambda at: made.huge_page_pdf(at / "x"), PDF, {"no_text"}),
    "bomb": (lambda at: made.bomb_docx(at / "x.docx"), DOCX, {"too_large"}),
    "foreign entity": (external_entity, DOCX, {"refused", "damaged"}),
    "not a container": (written("x", b"PK\x03\x04nothing"), DOCX, {"damaged"}),
    "pixel flood": (lambda at: made.flood_png(at / "x.png"), PNG, {"too_large"}),
    "cut picture": (cut_picture, JPEG, {"damaged"}),
    "not a picture": (written("x", b"nothing"), TIFF, {"damaged"}),
}


@pytest.mark.parametrize(("make", "media_type", "outcomes"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_gets_its_named_outcome_and_harms_nobody(
    read, jail, tmp_path, make, media_type, outcomes
):
    good = made.thai_pdf(tmp_path / "good.pdf")
    read(good, PDF)
    server = jail.pid

    result = read(make(tmp_path), media_type)

    assert result.outcome in outcomes
    assert result.note
    assert "root:" not in "".join(page.text for page in result.pages)
    assert read(good, PDF).outcome is Outcome.READ
    assert jail.pid == server


UNDRAWABLE = {
    "cut off": (lambda at: made.cut_off(at / "x", 0.5), PDF, Outcome.DAMAGED),
    "password": (HOSTILE["password"][0], PDF, Outcome.ENCRYPTED),
    "forms in a ring": (HOSTILE["forms in a ring"][0], PDF, Outcome.DIED),
    "pixel flood": (HOSTILE["pixel flood"][0], PNG, Outcome.TOO_LARGE),
    "cut picture": (cut_picture, JPEG, Outcome.DAMAGED),
}


@pytest.mark.parametrize(("make", "media_type", "outcome"), UNDRAWABLE.values(), ids=UNDRAWABLE)
def test_a_page_that_cannot_be_drawn_has_no_picture(jail, tmp_path, make, media_type, outcome):
    drawn = reader.draw(make(tmp_path), media_type, 1, 800, jail=jail)

    assert (drawn.outcome, drawn.png) == (outcome, None)


def test_a_page_of_a_square_kilometre_has_a_picture_of_ordinary_size(jail, tmp_path):
    drawn = reader.draw(made.huge_page_pdf(tmp_path / "x"), PDF, 1, 800, jail=jail)

    assert len(drawn.png) < 100_000


def test_every_outcome_says_a_different_thai_sentence():
    sentences = {reader.sentence_of(outcome) for outcome in Outcome}

    assert len(sentences) == len(Outcome)
    assert all(len(sentence) <= 300 for sentence in sentences)


def test_a_file_that_is_not_there_is_not_called_damaged(read, tmp_path):
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nothing.pdf", PDF)


def test_two_clerks_reading_at_once_each_get_their_own_letter(read, tmp_path):
    letters = [
        made.thai_pdf(tmp_path / f"{number}.pdf", lines=[f"หนังสือฉบับที่ {number}"])
        for number in range(12)
    ]

    with ThreadPoolExecutor(4) as clerks:
        results = list(clerks.map(lambda path: read(path, PDF), letters))

    texts = [result.pages[0].text for result in results]
    assert texts == [f"หนังสือฉบับที่ {number}" for number in range(12)]


def test_a_page_is_drawn_as_wide_as_asked_and_no_wider_than_1600(jail, tmp_path):
    letter = made.thai_pdf(tmp_path / "letter.pdf")

    for asked, got in ((360, 360), (800, 800), (5000, 1600)):
        (tmp_path / "page.png").write_bytes(reader.page_image(letter, PDF, 1, asked, jail=jail))
        with Image.open(tmp_path / "page.png") as page:
            assert page.width == got
            assert page.convert("L").getextrema()[0] < 64


def test_colour_is_kept_where_there_is_any(jail, tmp_path):
    Image.new("RGB", (100, 100), (200, 20, 20)).save(tmp_path / "seal.png")

    image = reader.page_image(tmp_path / "seal.png", PNG, 1, 360, jail=jail)

    (tmp_path / "page.png").write_bytes(image)
    with Image.open(tmp_path / "page.png") as page:
        red, green, blue = page.convert("RGB").getpixel((50, 50))
    assert red > 150
    assert max(green, blue) < 80


def test_each_page_of_a_scan_is_drawn_and_none_beyond_its_last(jail, tmp_path):
    scan = made.scan(tmp_path / "scan.tif", pages=2)

    assert reader.page_image(scan, TIFF, 2, 800, jail=jail)
    assert reader.draw(scan, TIFF, 3, 800, jail=jail).outcome is Outcome.REFUSED
    assert reader.page_image(scan, TIFF, 0, 800, jail=jail) is None


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_pictures_of_every_make_are_drawn(jail, tmp_path, mode):
    suffix = "tif" if mode == "CMYK" else "png"
    media_type = TIFF if mode == "CMYK" else PNG
    picture = tmp_path / f"picture.{suffix}"
    Image.new(mode, (50, 50)).save(picture)

    assert reader.draw(picture, media_type, 1, 360, jail=jail).outcome is Outcome.READ


def test_a_word_file_has_no_page_image(jail, tmp_path):
    assert reader.page_image(made.word_file(tmp_path / "x.docx"), DOCX, 1, 800, jail=jail) is None


def test_the_look_of_a_signature_field_is_drawn(jail, tmp_path):
    path = made.thai_pdf(tmp_path / "signed.pdf", lines=[" "])
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        look = pdf.make_stream(b"0 0 0 rg 0 0 200 100 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, [0, 0, 200, 100]
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String("signature"),
                F=4,
                Rect=[100, 100, 300, 200],
                AP=Dictionary(N=look),
            )
        )
        pdf.pages[0].Annots = pdf.make_indirect([field])
        pdf.Root.AcroForm = Dictionary(Fields=[field], SigFlags=3)
        pdf.save(path)

    (tmp_path / "page.png").write_bytes(reader.page_image(path, PDF, 1, 800, jail=jail))

    with Image.open(tmp_path / "page.png") as page:
        assert page.convert("L").getextrema()[0] == 0


def test_a_file_that_needs_more_than_its_share_of_cpu_or_memory_is_stopped(jail, tmp_path):
    little_time = Limits(memory=4 << 30, cpu_seconds=1, wall_seconds=60)
    little_room = Limits(memory=1 << 27, cpu_seconds=20, wall_seconds=60)
    forms = made.forms_upon_forms_pdf(tmp_path / "forms.pdf")
    flood = made.picture(tmp_path / "large.png", size=(9000, 9000))

    slow = reader.read(forms, PDF, limits=little_time, jail=jail)
    large = reader.read(flood, PNG, limits=little_room, jail=jail)

    assert slow.outcome is Outcome.TOO_COMPLEX
    assert large.outcome is Outcome.TOO_LARGE
