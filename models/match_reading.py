"""An activity and a line as matching reads them: topics, kinds of work, phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from models.match_facts import Candidate, Confirmed, Logged
from models.match_terms import FREQUENT, KIND_WORDS, OFFICE_WORDS, TERMS
from models.match_words import Found, Lexicon, Words

HEAD = 12
"""How many words of a line say what is to be done; what follows says to what end."""
_IS_COMMON = 0.12
"""In which share of the lines a topic stands that tells them apart no more."""
_FEW = 3
"""In so few lines a topic is never common."""
_LIKE = 0.5
"""Which share of their words two titles have in common that are the same thing again."""

OFFICE = "office"
"""Stands for work that is no activity: reports, plans, figures."""
_NO_QUOTES = str.maketrans("", "", '“”"')
KNOWN_TERMS = {term.label: term for term in TERMS}
_TOPICS = Lexicon({term.label: term.wordings for term in TERMS})
_KINDS = Lexicon({**KIND_WORDS, OFFICE: OFFICE_WORDS})
FREQUENT_WORDS = Lexicon({"": FREQUENT})


@lru_cache(maxsize=1024)
def topics_in(text: str) -> frozenset[str]:
    """What a text is about: labels of models.match_terms.TERMS."""
    return frozenset(one.what for one in _TOPICS.find(Words.of(text)))


def is_narrow(topics: Set[str]) -> bool:
    """Whether a topic is among them that tells a line from others."""
    return any(not KNOWN_TERMS[what].is_broad for what in topics)


@dataclass(frozen=True)
class ReadTarget:
    """A candidate with what its words say."""

    candidate: Candidate
    words: Words
    topics: tuple[Found, ...]
    kinds: tuple[Found, ...]
    frequent: tuple[Found, ...]
    above: frozenset[str]

    @classmethod
    def of(cls, candidate: Candidate) -> ReadTarget:
        words, heading = Words.of(candidate.text), Words.of(candidate.heading)
        above = {one.what for one in (*_TOPICS.find(heading), *_KINDS.find(heading))}
        return cls(candidate, words, *_found_in(words), frozenset(above))

    @property
    def begins_with(self) -> set[str]:
        """The kinds of work it asks for in its first words."""
        return {one.what for one in self.kinds if one.first < HEAD}

    def written(self, found: Iterable[Found]) -> list[str]:
        """What was found as it stands in the line, without the quotation marks around it."""
        texts = (self.words.written(one.first, one.last) for one in found)
        return [text.translate(_NO_QUOTES) for text in texts]

    def leads_with(self, found: Sequence[Found]) -> bool:
        """Whether it begins with some words, before any other work."""
        office = (one.first for one in self.kinds if one.what == OFFICE)
        return bool(found) and found[0].first < min(HEAD, next(office, HEAD))

    @property
    def is_general(self) -> bool:
        """Whether it asks for a kind of activity whatever it is about."""
        return not is_narrow({one.what for one in self.topics}) and OFFICE not in self.begins_with


@dataclass(frozen=True)
class ReadActivity:
    """An activity with what its title says, and what else the rules hold it against."""

    logged: Logged
    words: Words
    topics: tuple[Found, ...]
    kinds: tuple[Found, ...]
    frequent: tuple[Found, ...]
    place: Words
    named: Lexicon | None
    common: frozenset[str]
    confirmed: tuple[Confirmed, ...]

    @classmethod
    def of(
        cls, logged: Logged, common: frozenset[str], confirmed: tuple[Confirmed, ...]
    ) -> ReadActivity:
        words = Words.of(logged.title)
        place = Words.of(logged.place)
        return cls(logged, words, *_found_in(words), place, _named(logged), common, confirmed)

    def kinds_in(self, target: ReadTarget) -> list[Found]:
        """Where a line speaks of the activity's kind."""
        found = self.named.find(target.words) if self.named else target.kinds
        return [one for one in found if one.what == self.logged.kind]

    def spoken_of_in(self, target: ReadTarget) -> list[Found]:
        """Where a line speaks of a kind that the title names, whatever kind was chosen."""
        named = self.title_kinds - {self.logged.kind, OFFICE}
        return [one for one in target.kinds if one.what in named]

    @property
    def is_of_no_known_kind(self) -> bool:
        """Whether it may be office work too: no kind that we know was chosen."""
        return self.logged.kind not in KIND_WORDS

    @property
    def asked(self) -> set[str]:
        """The topics of its title."""
        return {one.what for one in self.topics}

    @property
    def title_kinds(self) -> set[str]:
        """The kinds that its title speaks of, whatever kind was chosen."""
        return {one.what for one in self.kinds}

    def says_one_of(self, target: ReadTarget, found: Iterable[Found]) -> bool:
        """Whether its title has the very words of a line."""
        wordings = (target.words.folded[one.first : one.last] for one in found)
        return any(self.words.holds_words(wording) for wording in wordings)

    def shares_topic_with(self, target: ReadTarget) -> bool:
        """Whether both are about something that few lines are about."""
        return is_narrow((self.asked & {one.what for one in target.topics}) - self.common)


def _found_in(words: Words) -> tuple[tuple[Found, ...], tuple[Found, ...], tuple[Found, ...]]:
    """The topics of a text, the kinds of work it speaks of, and its frequent words."""
    topics, kinds, frequent = (one.find(words) for one in (_TOPICS, _KINDS, FREQUENT_WORDS))
    return tuple(topics), tuple(kinds), tuple(frequent)


def _named(logged: Logged) -> Lexicon | None:
    """A province's own kind by its name: "Dạy bơi, phao cứu sinh"; None for a kind we know."""
    if logged.kind in KIND_WORDS:
        return None
    names = logged.kind_name.replace("/", ",").split(",")
    return Lexicon({logged.kind: [one for one in names if len(Words.of(one)) > 1]})


def common_topics(read: Sequence[ReadTarget]) -> frozenset[str]:
    """The topics that so many of the lines are about that they tell them apart no more."""
    counted = Counter(what for one in read for what in {found.what for found in one.topics})
    most = max(_FEW, len(read) * _IS_COMMON)
    return frozenset(what for what, count in counted.items() if count > most)


def is_like(title: str, other: str) -> bool:
    """Whether two titles say the same: half of their words or more stand in both."""
    one, there = set(said_words(title)), set(said_words(other))
    return bool(one and there) and len(one & there) >= _LIKE * len(one | there)


def said_words(title: str) -> Sequence[str]:
    """The words of a title that say something."""
    words = Words.of(title)
    used = {place for one in FREQUENT_WORDS.find(words) for place in range(one.first, one.last)}
    return [word for place, word in enumerate(words.folded) if place not in used]
