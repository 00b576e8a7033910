"""Whether a line goes on with the paragraph before it, or begins one."""

from __future__ import annotations

import re

from documents.extraction.lines import Line
from documents.plan_reader import markers
from documents.plan_reader.markers import Marker, Style
from documents.plan_reader.vocabulary import ACTION, CITED
from documents.plan_reader.wrapping import (
    HANGING,
    OPENS,
    SENTENCE_END,
    Wrapping,
    has_open_bracket,
    is_cut_dash,
    is_whole_heading,
    lacks_object,
)
from documents.wording import is_upper, plain, starts_lower

_BARE = re.compile(r"^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)]$|^[-+*•]$|^Điều$")
_LONGEST_HEADING = 170


class Joiner:
    """Knows the paragraph under way and answers for the next line; `begun` reports the answer."""

    def __init__(self, wrapping: Wrapping) -> None:
        self._wrapping = wrapping
        self._ranks: dict[Style, int] = {}

    def begun(self, marker: Marker | None) -> None:
        """A paragraph begins: remember its number, so that the next in the count is known."""
        if marker is None or marker.style.is_bullet:
            return
        self._ranks = {s: rank for s, rank in self._ranks.items() if s < marker.style}
        self._ranks[marker.style] = marker.rank

    def continues(self, text: str, texts: list[str], last: Line | None, blank: bool) -> bool:
        """Whether `text` goes on with `texts`, whose last line is `last`."""
        before = texts[-1]
        if last is not None and last.ends is False:
            return True
        if "|" in text or before.endswith("|"):
            return False
        if _BARE.match(before) or before.lower().endswith(("điều", "khoản")):
            return True
        marker = markers.find(text)
        if marker is not None:
            return self._is_false_mark(marker, text, texts, blank)
        return not _BARE.match(text) and self._is_rest(text, texts, last, blank)

    def _is_false_mark(self, marker: Marker, text: str, texts: list[str], blank: bool) -> bool:
        """Whether a mark at a line's start only looks like one: "- 2025”;", "1. Cấp ngay"."""
        before = texts[-1]
        if SENTENCE_END.search(before):
            cut = before.count("(") > before.count(")")
            return marker.style is Style.DASH and cut and starts_lower(text)
        if marker.style is Style.DASH:
            return is_cut_dash(text[marker.length :], before)
        if HANGING.search(before):
            return self._wrapping.hard
        if marker.style.is_bullet or marker.style <= Style.ARTICLE:
            return has_open_bracket(texts) and not marker.style.is_bullet
        return has_open_bracket(texts) or self._is_out_of_count(marker, text, texts, blank)

    def _is_out_of_count(self, marker: Marker, text: str, texts: list[str], blank: bool) -> bool:
        """A number that is not the next one, in the middle of an unfinished sentence."""
        if not self._wrapping.hard or blank:
            return False
        if marker.rank == self._ranks.get(marker.style, 0) + 1 and marker.rank > 1:
            return False
        so_far = " ".join(texts[:8])
        if markers.find(so_far) is not None and len(so_far) < _LONGEST_HEADING:
            return marker.rank != 1
        if is_upper(texts[-1]) or plain(texts[-1]).endswith(("sau", "sau day")):
            return False
        return self._wrapping.ragged or not self._wrapping.leaves_room(texts[-1], text)

    def _is_rest(self, text: str, texts: list[str], last: Line | None, blank: bool) -> bool:
        """Whether an unmarked line goes on with the paragraph before it."""
        before = texts[-1]
        if _awaits_title(texts, text) or text[0] in ",;.):”" or has_open_bracket(texts):
            return True
        if self._wrapping.measured and last is not None and last.ends is None:
            return not OPENS.match(plain(text)) and not (is_upper(before) and not is_upper(text))
        if SENTENCE_END.search(before):
            is_known = self._wrapping.measured and last is not None
            return not is_known and self._goes_past_a_stop(text, texts, blank)
        return self._is_unfinished(text, texts, blank)

    def _goes_past_a_stop(self, text: str, texts: list[str], blank: bool) -> bool:
        """A stop in the middle of a paragraph: a small letter follows, or the line was full."""
        before = texts[-1]
        if not self._wrapping.hard or blank:
            return False
        if before.endswith((";", ",", ":")):
            goes_on = starts_lower(text) or bool(CITED.match(plain(text)))
            return goes_on and not OPENS.match(plain(text)) and _is_marked(texts)
        if before.endswith(("./.", "/.")) or OPENS.match(plain(text)):
            return False
        if len(texts) == 1 and not _is_marked(texts) and len(before) < 60:
            return False
        return not self._wrapping.leaves_room(before, text, 0.97)

    def _is_unfinished(self, text: str, texts: list[str], blank: bool) -> bool:
        """No sentence ended: a small letter goes on, a capital does so where lines are wrapped."""
        before = texts[-1]
        goes_on = starts_lower(text) or (self._wrapping.hard and text[0].isdigit())
        if goes_on or HANGING.search(before):
            return True
        if blank and (self._wrapping.spaced or not self._wrapping.hard):
            return False
        if is_upper(before) and len(before) > 3:
            return is_upper(text)
        return self._wrapping.hard and self._is_cut(text, texts)

    def _is_cut(self, text: str, texts: list[str]) -> bool:
        """A line that was cut before a capital: a name goes on, a heading may have ended."""
        if OPENS.match(plain(text)):
            return False
        so_far = " ".join(texts[:8])
        opened = markers.find(so_far)
        if opened is None or opened.style.is_bullet or len(so_far) >= _LONGEST_HEADING:
            return self._wrapping.ragged or not self._wrapping.leaves_room(texts[-1], text)
        return self._heading_goes_on(so_far[opened.length :], text, texts[-1])

    def _heading_goes_on(self, body: str, text: str, before: str) -> bool:
        if lacks_object(body):
            return True
        if ACTION.match(plain(text)) or is_whole_heading(body):
            return False
        return self._wrapping.ragged or not self._wrapping.leaves_room(before, text)


def _is_marked(texts: list[str]) -> bool:
    return markers.find(" ".join(texts[:3])) is not None


def _awaits_title(texts: list[str], text: str) -> bool:
    """ "Phần thứ nhất" with its title on the next line."""
    opened = markers.find(texts[0])
    is_part = opened is not None and opened.style is Style.PART and len(texts) == 1
    return is_part and opened is not None and len(texts[0]) == opened.length and len(text) < 200
