"""Text of before Unicode (TCVN3, VNI): written in the old way and read back, it is the same text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.reading import read
from motcua.rulebook.reading.old_encodings import from_tcvn3, from_vni

from . import samples
from .word_files import p, word

# By hand from the tables of TCVN 5712:1993 (VN3) and of VNI for Windows, apart from those of the reading.
TCVN3 = dict(zip("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
                 "¨©®ª«¬\u00adµ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ", strict=True))  # fmt: skip
VNI: dict[str, str] = {}
for plain, stems in {"a": "aàảãáạ", "e": "eèẻẽéẹ", "o": "oòỏõóọ", "u": "uùủũúụ", "y": "yỳỷỹý"}.items():
    for letter, mark in zip(stems[1:], "øûõùï", strict=False):
        VNI[letter] = plain + mark
for hat, stem, signs in (("â", "a", "àåãáä"), ("ê", "e", "àåãáä"), ("ô", "o", "àåãáä"), ("ă", "a", "èúüéë")):
    letters = {"â": "ầẩẫấậ", "ê": "ềểễếệ", "ô": "ồổỗốộ", "ă": "ằẳẵắặ"}[hat]
    VNI[hat] = stem + ("ê" if hat == "ă" else "â")
    VNI |= {letter: stem + sign for letter, sign in zip(letters, signs, strict=True)}
for horn, stem, letters in (("ơ", "ô", "ờởỡớợ"), ("ư", "ö", "ừửữứự")):
    VNI[horn] = stem
    VNI |= {letter: stem + mark for letter, mark in zip(letters, "øûõùï", strict=True)}
VNI |= {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
TEXTS = st.text(alphabet=sorted({*TCVN3, *"bcdghklmnpqrstvx .,;:/-0123456789aeiouy"}), max_size=80)


def old(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


@given(TEXTS)
def test_what_was_written_in_tcvn3_is_read_back(text: str) -> None:
    assert from_tcvn3(old(text, TCVN3)) == text


@given(TEXTS)
def test_what_was_written_in_vni_is_read_back(text: str) -> None:
    assert from_vni(old(text, VNI)) == text


def test_a_letter_in_an_old_font() -> None:
    for font, table in ((".VnTime", TCVN3), ("VNI-Times", VNI)):
        fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        body = "".join(
            p(old(line.lower(), table), rpr=fonts + "<w:caps/>") if line.isupper() else p(old(line, table), rpr=fonts)
            for line in samples.LETTER.split("\n")
        )
        header = read(word(body), "a.docx").header
        assert header.place.value == "Lâm Đồng"
        assert header.printed_number.value == "2345/UBND-TH2"
        assert header.signer is not None
        assert header.signer.name == "Phan Văn Đa"


def test_a_plain_text_in_an_old_encoding_is_told_by_its_national_title() -> None:
    plain = old(
        samples.LETTER.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"), TCVN3
    )
    assert "Cộng hòa xã hội chủ nghĩa Việt Nam" in read(plain.encode(), "a.txt").text
