"""Check images: refuse those cut short, and those larger than a camera makes."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image

from motcua.dossiers.papers.bad_file import BadFile

MOST_PIXELS: Final = 120_000_000  # phones of today reach 108 megapixels
# A progressive image is held whole however small it is shown: 40 megapixels take 120 MB, and cameras make none.
MOST_PROGRESSIVE: Final = 40_000_000
SMALLEST_SIDE: Final = 50

_TOO_LARGE: Final = "Ảnh quá lớn (quá nhiều điểm ảnh). Hãy chụp với độ phân giải thấp hơn."
_BROKEN: Final = "Ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Hãy chụp hoặc quét lại."


def check_image(content: bytes) -> None:
    """Raise BadFile for an image that is broken, cut short, too small to read, or of too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        width, height = image.size
        if width * height > (MOST_PROGRESSIVE if image.info.get("progressive") else MOST_PIXELS):
            raise BadFile(_TOO_LARGE)
        if min(width, height) < SMALLEST_SIDE:
            raise BadFile("Ảnh quá nhỏ, không đọc được. Hãy chụp hoặc quét lại rõ hơn.")
        if image.format == "JPEG":
            # An eighth of the size is enough to meet every byte, and needs a sixty-fourth of the memory.
            image.draft("RGB", (max(1, width // 8), max(1, height // 8)))
            image.load()
        else:
            # Sums of every chunk are checked without unfolding the picture.
            image.verify()
    except BadFile:
        raise
    except Image.DecompressionBombError as wrong:
        raise BadFile(_TOO_LARGE) from wrong
    except Exception as wrong:
        # The bytes may be hostile: any error of the decoder means that the image is not sound.
        raise BadFile(_BROKEN) from wrong
