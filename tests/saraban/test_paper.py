"""Letters and memoranda as PDF: what is typed is what is printed, copied and signed."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from saraban.paper.external_letter import render_external_letter
from saraban.paper.fonts import regular
from saraban.paper.lines import break_lines
from saraban.paper.memorandum import render_memorandum
from saraban.paper.pages import BOTTOM, HEIGHT, LEFT, RIGHT, Row, paginate
from saraban.paper.values import LetterPaper, MemoPaper, Signer, paragraphs_of, printed
from saraban.paper.words import words_of
from saraban.thai import normalise

LETTER = LetterPaper(
    reference="ภก 0017.2/123",
    agency=("ศาลากลางจังหวัดภูเก็ต",),
    address=("ถนนนริศร ภก 83000",),
    date="3 พฤษภาคม 2564",
    subject="ขอความอนุเคราะห์ข้อมูลการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ ประจำปีงบประมาณ พ.ศ. 2564",
    addressee="นายกองค์การบริหารส่วนจังหวัดภูเก็ต",
    refers_to=(
        "หนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท 0211.4/ว 4567 ลงวันที่ 5 เมษายน 2564",
        "หนังสือจังหวัดภูเก็ต ที่ ภก 0017.3/ว 7743 ลงวันที่ 9 เมษายน 2564",
    ),
    enclosures=("แบบรายงานผลการปฏิบัติงาน จำนวน 1 ชุด", "บัญชีรายชื่อผู้ประสานงาน จำนวน 2 แผ่น"),
    body=(
        (
            "ตามหนังสือที่อ้างถึง กระทรวงมหาดไทยได้กำหนดหลักเกณฑ์และวิธีปฏิบัติเกี่ยวกับการจัดซื้อจัดจ้าง"
            "และการบริหารพัสดุภาครัฐ โดยคำนึงถึงความคุ้มค่า โปร่งใส มีประสิทธิภาพและประสิทธิผล และตรวจสอบได้ "
            "ตามพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 นั้น"
        ),
        (
            "จังหวัดภูเก็ตขอเรียนว่า น้ำหนักคะแนนตามตัวชี้วัดที่ 3.1 เป็นไปตามระบบ (Electronic Government "
            "Procurement: e-GP) ผู้ปฏิบัติงานศึกษาเพิ่มเติมได้จากคู่มือ และส่งข้อมูลต่าง ๆ ได้ที่ "
            "saraban1@phuket.go.th ภายในวันที่ 30 มิถุนายน 2564"
        ),
        "จึงเรียนมาเพื่อโปรดพิจารณาให้ความอนุเคราะห์ จะขอบคุณยิ่ง",
    ),
    signer=Signer(
        name="นางสาวปิ่นทอง ศักดิ์สิทธิ์ธำรง",
        position=("รองผู้ว่าราชการจังหวัด รักษาราชการแทน", "ผู้ว่าราชการจังหวัดภูเก็ต"),
    ),
    owner=("สำนักงานจังหวัด", "โทร. 0 7635 4875", "ไปรษณีย์อิเล็กทรอนิกส์ saraban1@phuket.go.th"),
    copies=("นายอำเภอทุกอำเภอ",),
    urgency="ด่วนที่สุด",
    secrecy="ลับ",
)
MEMO = MemoPaper(
    unit="กองยุทธศาสตร์และงบประมาณ กลุ่มงานนโยบายและแผน โทร. 0 7621 1234 ต่อ 12",
    reference="ภก 51005.2/987",
    date="22 พฤศจิกายน 2568",
    subject="ขออนุมัติจัดประชุมเชิงปฏิบัติการระบบสารบรรณอิเล็กทรอนิกส์ ครั้งที่ 2 ประจำปีงบประมาณ พ.ศ. 2569",
    addressee="นายกองค์การบริหารส่วนจังหวัดภูเก็ต",
    body=LETTER.body,
    signer=Signer(name="(นายฐิติวัฒน์ ฟื้นวิญญู)", position=("ผู้อำนวยการกองยุทธศาสตร์และงบประมาณ",)),
    urgency="ด่วนมาก",
)
SIX_LINES = " ".join(["ข้อความของหนังสือราชการซึ่งยาวพอสมควร"] * 14)
THREE_PAGES = replace(LETTER, body=(SIX_LINES,) * 12)
NO_LINE_BEGINS_WITH = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e)ฯ]")
PAPERS = [LETTER, MEMO, THREE_PAGES, replace(LETTER, digits="ARABIC"), replace(MEMO, secrecy="ลับ")]


def render(paper):
    renders = {LetterPaper: render_external_letter, MemoPaper: render_memorandum}
    return renders[type(paper)](paper)


def pages_of(pdf):
    """Read the pages as a viewer copies them."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def texts_of(value):
    if isinstance(value, str):
        return [value] if value else []
    parts = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        skipped = {"digits", "emblem"}
        parts = [getattr(value, f.name) for f in fields(value) if f.name not in skipped]
    return [text for part in parts for text in texts_of(part)]


def is_copied(text, page):
    """Tell whether the text stands there blank for blank, though broken into lines."""
    letters = (r"\s" if letter == " " else re.escape(letter) + r"\n*" for letter in text)
    return re.search("".join(letters), page) is not None


def without_spans(pdf):
    """Return the PDF without what tells readers the typed text beside the glyphs."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            drawn = re.sub(rb"/ActualText <[0-9A-F]+>", b"", page.Contents.read_bytes())
            page.Contents = document.make_stream(drawn)
        document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("paper", PAPERS)
def test_copied_text_is_the_typed_text(paper):
    copied = "\n".join(pages_of(render(paper).pdf))

    assert [text for text in texts_of(printed(paper)) if not is_copied(text, copied)] == []
    assert "  " not in copied


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("paper", PAPERS)
def test_another_reader_copies_the_typed_text_too(paper, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(render(paper).pdf)

    command = ["pdftotext", "-enc", "UTF-8", tmp_path / "paper.pdf", "-"]
    copied = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    copied = copied.replace("\f", "\n")

    assert [text for text in texts_of(printed(paper)) if not is_copied(text, copied)] == []


@pytest.mark.parametrize("paper", [LETTER, MEMO])
def test_a_reader_that_knows_only_glyphs_finds_every_letter(paper):
    read = normalise("".join(pages_of(without_spans(render(paper).pdf))))
    squeezed = re.sub(r"\s", "", read)

    wanted = [re.sub(r"\s", "", text) for text in texts_of(printed(paper))]
    assert [text for text in wanted if text not in squeezed] == []


@given(st.integers(130, 460), st.integers(0, 70), st.sampled_from([*LETTER.body, SIX_LINES]))
def test_lines_fit_lose_nothing_and_begin_with_no_mark(measure, indent, text):
    face = regular(16)

    lines = break_lines(text, face, measure, indent)

    joined = "".join(line.text for line in lines)
    assert joined.replace(" ", "") == text.replace(" ", "")
    assert not any(NO_LINE_BEGINS_WITH.match(line.text) for line in lines)
    assert all(line.slack > -0.01 for line in lines)


@given(st.integers(120, 460))
def test_a_number_stays_with_its_word(measure):
    held = [
        "พ.ศ. 2569",
        "ข้อ 3",
        "มาตรา 44",
        "โทร. 0 7621 1234",
        "ต่าง ๆ",
        "5 เมษายน",
        "12 คน",
    ]
    text = " และ ".join(held * 3)

    lines = break_lines(text, regular(16), measure)

    counted = {part: sum(line.text.count(part) for line in lines) for part in held}
    assert set(counted.values()) == {3}


def test_a_word_of_the_dictionary_is_not_cut():
    words = [word.text for word in words_of("ตามพระราชบัญญัติการจัดซื้อจัดจ้าง ทางไปรษณีย์")]

    assert "พระราชบัญญัติ" in words
    assert any("ไปรษณีย์" in word for word in words)


@given(st.text(st.sampled_from("กขำ่ิเแๆ ฯ.(1๑aB/\t"), max_size=60))
def test_cutting_into_words_keeps_every_letter(text):
    words = words_of(text)

    joined = "".join(word.text + " " * word.blanks for word in words)
    assert joined.replace("\t", " ") == text.replace("\t", " ")


def test_pages_after_the_first_are_numbered_and_secrecy_is_on_all():
    first, *others = pages_of(render(THREE_PAGES).pdf)

    assert len(others) == 2
    assert "- ๑ -" not in first
    assert ["- ๒ -" in others[0], "- ๓ -" in others[1]] == [True, True]
    assert [re.findall("^ลับ$", page, re.MULTILINE) for page in (first, *others)] == [["ลับ"] * 2] * 3
    assert ["ด่วนที่สุด\n" in page for page in (first, *others)] == [True, False, False]


@pytest.mark.parametrize("count", range(1, 40, 2))
@pytest.mark.parametrize("paper", [LETTER, MEMO])
def test_a_signature_never_stands_on_a_page_without_text(paper, count):
    body = tuple(f"ข้อความบรรทัดที่ {number} ของหนังสือ" for number in range(count))

    rendered = render(replace(paper, body=body))

    last = pages_of(rendered.pdf)[rendered.signature.page]
    assert paper.signer.name in last
    assert last.count("ข้อความบรรทัดที่") >= min(2, count)


@given(st.lists(st.tuples(st.integers(10, 40), st.booleans()), min_size=1, max_size=60))
def test_a_page_ends_only_where_the_next_row_is_let_go(rows):
    rows = [Row(height=height, keeps_next=keeps) for height, keeps in rows]

    pages = paginate(rows, 100, 150)

    assert [row for page in pages for row in page] == rows
    for number, page in enumerate(pages):
        assert sum(row.height for row in page) <= (150 if number else 100)
        if number < len(pages) - 1 and page[-1].keeps_next:
            assert all(row.keeps_next for row in page)


def test_no_line_of_a_paragraph_is_left_alone_on_a_page():
    bodies = [(*["นำ"] * lead, SIX_LINES) for lead in range(8, 20)]
    papers = [pages_of(render(replace(LETTER, body=body)).pdf) for body in bodies]

    counts = [[len(re.findall(".*(?:ข้อความ|สมควร).*", page)) for page in paper] for paper in papers]

    assert any(min(lines) > 0 for lines in counts)
    assert all(1 not in lines for lines in counts)


@pytest.mark.parametrize("paper", [LETTER, MEMO, THREE_PAGES])
def test_the_place_to_sign_is_the_blank_above_the_signers_name(paper):
    rendered = render(paper)
    place = rendered.signature
    page = pypdfium2.PdfDocument(rendered.pdf)[place.page]

    in_the_place = page.get_textpage().get_text_bounded(
        place.left, place.bottom, place.right, place.top
    )
    below = page.get_textpage().get_text_bounded(
        place.left, place.bottom - 18, place.right, place.bottom
    )

    assert in_the_place.strip() == ""
    assert paper.signer.name in below
    assert LEFT < place.left < place.right <= RIGHT
    assert BOTTOM < place.bottom < place.top < HEIGHT


def test_the_same_paper_gives_the_same_bytes_in_any_process():
    code = (
        "import hashlib; from tests.saraban.test_paper import *;"
        "print(*(hashlib.sha256(render(p).pdf).hexdigest() for p in (MEMO, LETTER)))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    here = [hashlib.sha256(render(paper).pdf).hexdigest() for paper in (MEMO, LETTER)]
    assert run.stdout.split() == here


@pytest.mark.parametrize("paper", [LETTER, MEMO])
def test_every_font_is_embedded_and_the_language_is_told(paper):
    with pikepdf.open(io.BytesIO(render(paper).pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]

        assert document.Root.Lang == "th-TH"
        assert str(document.docinfo["/Title"]) == printed(paper).subject
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert {str(font.BaseFont)[8:] for font in fonts} <= {"Sarabun-Regular", "Sarabun-Bold"}


@pytest.mark.parametrize("paper", [LETTER, MEMO])
def test_a_subject_of_3000_letters_without_a_blank_is_printed_whole(paper):
    subject = "กิ่ง" * 750

    rendered = render(replace(paper, subject=subject))

    copied = re.sub(r"\s", "", "".join(pages_of(rendered.pdf)))
    assert copied.count("กิ่ง") == 750
    assert all("\n่" not in page for page in pages_of(rendered.pdf))


@pytest.mark.parametrize("paper", [LETTER, MEMO])
def test_an_empty_draft_can_be_looked_at(paper):
    empty = {f.name: "" for f in fields(paper) if isinstance(getattr(paper, f.name), str)}
    empty |= {f.name: () for f in fields(paper) if isinstance(getattr(paper, f.name), tuple)}
    empty |= {"digits": "THAI", "signer": Signer(name="")}

    rendered = render(replace(paper, **empty))

    assert rendered.pages == 1
    assert "เรื่อง" in pages_of(rendered.pdf)[0]


def test_digits_are_printed_as_the_agency_has_set_except_in_addresses():
    thai = "".join(pages_of(render(LETTER).pdf))
    arabic = "".join(pages_of(render(replace(LETTER, digits="ARABIC", body=("๑๒๓",))).pdf))

    assert "ภก ๐๐๑๗.๒/๑๒๓" in thai
    assert "saraban1@phuket.go.th" in thai
    assert not set("๐๑๒๓๔๕๖๗๘๙") & set(arabic)


def test_a_long_list_of_copies_does_not_drag_the_signature_to_another_page():
    copies = tuple(f"นายอำเภอที่ {number}" for number in range(1, 31))

    rendered = render(replace(LETTER, body=("นำส่ง",), copies=copies))

    first, second = pages_of(rendered.pdf)
    assert rendered.signature.page == 0
    assert "นายอำเภอที่ ๓\n" in first
    assert "นายอำเภอที่ ๓๐" in second


def test_a_long_number_keeps_clear_of_the_emblem():
    rendered = render(
        replace(LETTER, reference="ภก 51005.2/ว 123 (ฉบับแก้ไขเพิ่มเติม ครั้งที่สอง พ.ศ. 2564 ทุกหมวด)")
    )
    page = pypdfium2.PdfDocument(rendered.pdf)[0].get_textpage()

    assert page.get_text_bounded(297 - 43, 684, 297 + 43, HEIGHT - 72).strip() == ""


def test_what_the_typeface_cannot_print_is_told():
    rendered = render(replace(LETTER, subject="ขอเชิญ 😀 ประชุม 漢"))

    assert rendered.unprintable == "😀漢"
    assert render(LETTER).unprintable == ""


def test_faults_in_what_was_typed_are_mended_before_printing():
    typed = "กำ่\x00 เเผน\u200bงาน นํ้า \ud800ทดสอบ"

    copied = "".join(pages_of(render(replace(LETTER, body=(typed,))).pdf))

    assert "ก่ำ แผนงาน น้ำ ทดสอบ" in copied


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB")])
@pytest.mark.parametrize("paper", [LETTER, MEMO])
def test_the_agencys_own_emblem_is_drawn(paper, kind, mode):
    target = io.BytesIO()
    Image.new(mode, (90, 100)).save(target, kind)

    with pikepdf.open(io.BytesIO(render(replace(paper, emblem=target.getvalue())).pdf)) as document:
        images = [image for page in document.pages for image in page.get_images().values()]

    assert [(int(image.Width), int(image.Height)) for image in images] == [(90, 100)]


@pytest.mark.parametrize("emblem", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken", b"GIF89a"])
def test_an_emblem_that_is_no_picture_is_refused(emblem):
    with pytest.raises(ValueError, match="emblem"):
        render(replace(LETTER, emblem=emblem))


def test_a_typed_text_is_cut_into_paragraphs_at_its_lines():
    assert paragraphs_of("หนึ่ง\r\n\r\n  สอง \nสาม") == ("หนึ่ง", "สอง", "สาม")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_anything_typed_can_be_printed(body):
    rendered = render(replace(LETTER, body=tuple(body)))

    assert rendered.pdf.startswith(b"%PDF-")
    assert BOTTOM < rendered.signature.bottom < rendered.signature.top < HEIGHT


def test_the_typeface_is_ours_whoever_used_the_same_file_before(tmp_path):
    program = (
        "import fontpkg_sarabun\n"
        "from reportlab.pdfbase import pdfmetrics, ttfonts\n"
        "file = fontpkg_sarabun.ROOT / 'files' / 'Sarabun-Regular.ttf'\n"
        "pdfmetrics.registerFont(ttfonts.TTFont('A stranger', file))\n"
        "from saraban.paper.fonts import regular\n"
        "print(regular(16).width('ที่ปั่นฎู่ญู่') > 0)\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert said.stdout == "True\n", said.stderr
