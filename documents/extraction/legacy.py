"""TCVN3 (.VnTime) and VNI: Vietnamese in the codes of Latin-1 letters, before Unicode.

Tables: TCVN 5712:1993 VN3 and VNI-Windows. Capitals of TCVN3 lie in a second font (.VnTimeH),
so a text can be converted for sure only where every word comes out as Vietnamese.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN3_FROM = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_TO = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_VNI_MARKS = {
    "ø": "\u0300", "Ø": "\u0300", "ù": "\u0301", "Ù": "\u0301", "û": "\u0309", "Û": "\u0309",
    "õ": "\u0303", "Õ": "\u0303", "ï": "\u0323", "Ï": "\u0323",
    "â": "\u0302", "Â": "\u0302", "ê": "\u0306", "Ê": "\u0306",
    "à": "\u0302\u0300", "À": "\u0302\u0300", "á": "\u0302\u0301", "Á": "\u0302\u0301",
    "å": "\u0302\u0309", "Å": "\u0302\u0309", "ã": "\u0302\u0303", "Ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "Ä": "\u0302\u0323",
    "è": "\u0306\u0300", "È": "\u0306\u0300", "é": "\u0306\u0301", "É": "\u0306\u0301",
    "ú": "\u0306\u0309", "Ú": "\u0306\u0309", "ü": "\u0306\u0303", "Ü": "\u0306\u0303",
    "ë": "\u0306\u0323", "Ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {
    "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "æ": "ỉ", "Æ": "Ỉ", "ì": "ì",
    "í": "í", "ó": "ĩ", "Ó": "Ĩ", "ò": "ị", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ",
}  # fmt: skip
_VNI_PAIR = re.compile(f"([aeouyAEOUYôÔöÖ])([{''.join(_VNI_MARKS)}])")
_VNI_SINGLE = str.maketrans(_VNI_LETTERS)
_TCVN3_TYPICAL = re.compile(r"[µ¶·¸¹¨©®ª«¬¼½¾»­]|[a-z][×ßÞ]")
_VNI_TYPICAL = re.compile(r"[aeouAEOU][øùûïâêàáåäèéúüëØÙÛÏÂÊÀÁÅÄÈÉÚÜË]")
_UNICODE = re.compile(r"[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdđghklmnpqrstvx])?"
    r"(?:uye|uya|uyu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|iê|[aeiouy]{1,3})"
    r"(?:ng|nh|ch|[cmnpt])?$"
)


def converted(text: str) -> str | None:
    """The text in Unicode if it surely is in TCVN3 or VNI; None if it is not."""
    if len(_UNICODE.findall(text[:20000])) > 5:
        return None
    for marks, convert in ((_VNI_TYPICAL, _from_vni), (_TCVN3_TYPICAL, _from_tcvn3)):
        if len(marks.findall(text[:20000])) >= 20:
            result = convert(text)
            if is_vietnamese(result):
                return result
    return None


def is_suspect(text: str) -> bool:
    """Whether the text looks like one of the old encodings, converted or not."""
    sample = text[:20000]
    if len(_UNICODE.findall(sample)) > 5:
        return False
    hits = len(_TCVN3_TYPICAL.findall(sample)) + len(_VNI_TYPICAL.findall(sample))
    return hits >= 10


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    pairs = _VNI_PAIR.sub(lambda m: _VNI_LETTERS.get(m[1], m[1]) + _VNI_MARKS[m[2]], text)
    return unicodedata.normalize("NFC", pairs.translate(_VNI_SINGLE))


def is_vietnamese(text: str) -> bool:
    """At least 97 of 100 words with marks are syllables of the language."""
    words = [w for w in re.findall(r"[^\W\d_]+", text[:20000].lower()) if not w.isascii()]
    good = sum(bool(_SYLLABLE.match(_bare(word))) for word in words)
    return len(words) > 10 and good >= 0.97 * len(words)


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
