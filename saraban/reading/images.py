"""Page images kept beside the files they were drawn from, so that each is drawn once."""

import secrets
from pathlib import Path

from saraban import blobs
from saraban.reading.jail import Jail
from saraban.reading.reader import JAIL, Drawn, draw
from saraban.reading.terms import Outcome

WIDTHS = (360, 800, 1200, 1600)


def cached_page_image(
    root: Path,
    cache_root: Path,
    sha256: str,
    media_type: str,
    page: int,
    width: int,
    *,
    jail: Jail = JAIL,
) -> Path | None:
    """Return the file of a page image, drawn now if it never was; None when it has none.

    The width is the next of 360, 800, 1,200 and 1,600 pixels. A file that cannot be drawn is
    remembered as an empty image, unless the fault may lie with the machine.
    Raises blobs.Damaged when the bytes are not those that were stored, and FileNotFoundError.
    """
    shown = next((step for step in WIDTHS if step >= width), WIDTHS[-1])
    folder = blobs.path_of(cache_root, sha256).parent
    kept = folder / f"{sha256}-{page}-{shown}.png"
    if not kept.exists():
        blobs.open_verified(root, sha256).close()
        drawn = draw(blobs.path_of(root, sha256), media_type, page, shown, jail=jail)
        if not _is_final(drawn):
            return None
        _keep(kept, drawn.png or b"")
    return kept if kept.stat().st_size else None


def _is_final(drawn: Drawn) -> bool:
    """Say whether drawing again would end the same; a page that is not there is not noted."""
    return not drawn.outcome.may_be_tried_again and drawn.outcome is not Outcome.REFUSED


def _keep(path: Path, picture: bytes) -> None:
    """Write the image so that nobody ever sees half of it; losing it in a power cut is no loss."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arriving = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        arriving.touch(mode=0o600)
        arriving.write_bytes(picture)
        arriving.replace(path)
    finally:
        arriving.unlink(missing_ok=True)
