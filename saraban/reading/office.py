"""Text of Word and Excel files, straight from their XML parts (child process only)."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from saraban.reading import archives
from saraban.reading.archives import BadArchive, Fault
from saraban.reading.repair import repair
from saraban.reading.terms import DOCX, MAX_LETTERS, Found, Outcome, PageText

# Body first, then what stands round it; every part once, whatever the writer numbered it.
_WORD_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_SHEET_PARTS = re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml")
_ORDER = ("document", "header", "footer", "footnotes", "endnotes", "comments")
# Of any namespace: the formats have a strict and a usual one, and drawings have their own.
_TEXT, _PARAGRAPH = "t", "p"
_BETWEEN = {"tab": "\t", "br": "\n", "cr": "\n", "tc": "\t"}
_PASSED_OVER = {"Fallback", "pPr", "rPr", "tblPr", "sectPr"}
_OUTCOMES = {
    Fault.BROKEN: Outcome.DAMAGED,
    Fault.BOMB: Outcome.TOO_LARGE,
    Fault.ENCRYPTED: Outcome.ENCRYPTED,
    Fault.STRANGE: Outcome.REFUSED,
}


def read(path: Path, media_type: str) -> tuple[Found, str]:
    """Return the whole text of a file: tables, text boxes, headers, footers and notes too.

    What was struck out while tracking changes is left out. Document types and entities, which
    these formats forbid, are refused.
    """
    try:
        with path.open("rb") as content:
            parts = _parts(archives.members_of(content), media_type)
            with zipfile.ZipFile(content) as archive:
                text = "\n".join(_text_of(archive.read(name)) for name in parts)
    except BadArchive as error:
        return Found(_OUTCOMES[error.fault]), ""
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, ValueError):
        return Found(Outcome.DAMAGED), ""
    return _judged(repair(text))


def _judged(text: str) -> tuple[Found, str]:
    if len(text) > MAX_LETTERS:
        return Found(Outcome.TOO_LARGE), text[:MAX_LETTERS]
    return Found(Outcome.READ if text.strip() else Outcome.NO_TEXT), text


def as_page(text: str) -> PageText:
    """Give the text of a format that knows no pages the number of its only page."""
    return PageText(1, text)


def _parts(names: list[str], media_type: str) -> list[str]:
    if media_type != DOCX:
        return sorted(name for name in names if _SHEET_PARTS.fullmatch(name))
    found = [match for name in names if (match := _WORD_PARTS.fullmatch(name))]
    found.sort(key=lambda match: (_ORDER.index(match[1]), match[0]))
    return [match[0] for match in found]


def _text_of(part: bytes) -> str:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(part, parser)
    if root.getroottree().docinfo.doctype:
        raise BadArchive(Fault.STRANGE)
    is_sheet = etree.QName(root).localname in {"sst", "worksheet"}
    return "".join(_cells(root) if is_sheet else _runs(root))


def _cells(root: etree._Element) -> Iterator[str]:
    for text in root.iter("{*}t"):
        yield f"{text.text or ''}\n"


def _runs(root: etree._Element) -> Iterator[str]:
    """Give out text in the order of reading; a text box stands where its anchor stands."""
    walk = etree.iterwalk(root, events=("start", "end"), tag="{*}*")
    for event, element in walk:
        name = etree.QName(element).localname
        if event == "end":
            yield "\n" if name == _PARAGRAPH else ""
        elif name in _PASSED_OVER:
            walk.skip_subtree()
        elif name == _TEXT:
            yield element.text or ""
        else:
            yield _BETWEEN.get(name, "")
