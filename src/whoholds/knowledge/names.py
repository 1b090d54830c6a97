"""Names as keys: one name in many spellings folds to one text.

Three depths. `fold` takes away what writers leave out at will: case, accents, apostrophes,
hyphens, articles. `skeleton` leaves the consonants alone and finds what transliteration has
pulled apart: Deir ez-Zor, Dayr az-Zawr. `similar` then judges whether two names that met there
are one, and is strict with short names: Mari is not Mare'.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from anyascii import anyascii
from attrs import frozen
from rapidfuzz.distance import OSA

from whoholds.knowledge.words import load

# Two names are taken for one from here on. Set so that Homs and Hims pass (.88) and Mari and
# Mare' (.75) or Salma and Salamiya (.63) do not.
SIMILAR_ENOUGH = 0.85
# A word shorter than this has too many true neighbours one letter away to forgive a slip.
SHORTEST_MISSPELT = 7

_APOSTROPHES = re.compile(r"['`´ʼʻʿʾ′‘’‛ʹʺ]")
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_DOUBLE = re.compile(r"([a-z])\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h\b")
# An article written into its word, before one of the letters it assimilates to: Deir Ezzor.
_GLUED = re.compile(r"(?<= )[aeu]([dlnrstz])(?=\1)")
_BY_VOWEL = re.compile(r"[aeiouy]")
_ABU = re.compile(r"^abu (?=.)")
_SLOTS = re.compile(r"[^aiu]")

# One sound, several letters: Arabic and Slavic names reach English by way of French, German and
# several official systems. Order matters: digraphs before their parts.
_SOUNDS = (
    ("tch", "c"), ("sch", "x"), ("kh", "h"), ("gh", "g"), ("sh", "x"), ("ch", "x"), ("th", "t"),
    ("dh", "d"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("nb", "mb"),
)  # fmt: skip
_VOWELS = (
    ("aw", "u"), ("au", "u"), ("ou", "u"), ("oo", "u"), ("ow", "u"), ("ay", "ai"), ("ey", "ai"),
    ("ei", "ai"), ("ee", "i"), ("ie", "i"), ("iy", "i"), ("y", "i"), ("w", "u"), ("o", "u"),
    ("e", "a"),
)  # fmt: skip


@frozen
class _Lists:
    articles: frozenset[str]
    spellings: dict[str, str]
    generic: frozenset[str]
    open_vowels: frozenset[str]


@cache
def _lists() -> _Lists:
    data = load("names")
    return _Lists(
        frozenset(data["articles"]),
        {other: usual for usual, others in data["spellings"].items() for other in others},
        frozenset(data["generic"]),
        frozenset(data["open_vowels"]),
    )


@lru_cache(65536)
def fold(name: str) -> str:
    """Key under which a name's spellings meet: lower-case ASCII words with a blank between.

    Scripts other than Latin are transliterated. A name of articles alone keeps them, and only a
    name without a letter or digit folds to the empty text.
    """
    text = name if name.isascii() else anyascii(_APOSTROPHES.sub("", name))
    text = _INITIALS.sub(r"\1", _APOSTROPHES.sub("", text).lower())
    words = _NOT_WORD.sub(" ", text).split()
    lists = _lists()
    kept = [lists.spellings.get(word, word) for word in words if word not in lists.articles]
    return " ".join(kept or words)


@lru_cache(65536)
def _sounds(folded: str) -> str:
    """The fold in one word, by sound: consonants unified, vowels a, i, u, nothing doubled."""
    text = _ABU.sub("bu ", _GLUED.sub("", _FINAL_H.sub("", folded))).replace(" ", "")
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    text = _DOUBLE.sub(r"\1", text)
    first = text[:1]
    for written, sound in _VOWELS:
        text = text.replace(written, sound)
    # A leading w or y is a consonant: Wasit, Yabrud.
    if first in {"w", "y"}:
        text = first + text[1:]
    return _DOUBLE.sub(r"\1", text)


@lru_cache(65536)
def skeleton(name: str) -> str:
    """The consonants of a name by sound, for finding what another transliteration wrote.

    Coarse on purpose: names that share a skeleton still have to pass `similar`.
    """
    return re.sub("[aiu]", "", _sounds(fold(name)))


def _vowel_cost(mine: str, theirs: str) -> float:
    """What sets the vowels of two names of one skeleton apart, summed over the slots between.

    A slot filled in one name only costs 1.6; another vowel .5, since writers hear i for a and
    for u (Idlib, Idleb; Homs, Hims), but a against u .75: it tells towns apart (Basra, Bosra).
    A vowel more costs 1 (Nasira, Nasiriya) unless it is the diphthong ai, often written plain.
    """
    cost = 0.0
    for a, b in zip(_SLOTS.split(mine), _SLOTS.split(theirs), strict=True):
        if a == b:
            continue
        if not a or not b:
            cost += 1.6
        elif len(a) != len(b):
            cost += 0.5 if "ai" in {a, b} else 1.0
        else:
            cost += 0.75 if {a, b} == {"a", "u"} else 0.5
    return cost


def _slip(mine: Sequence[str], theirs: Sequence[str], vowelled: bool) -> bool:
    """True where one letter in one word differs, and the word can bear it (see `generic`)."""
    if len(mine) != len(theirs):
        return False
    differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    if a[0] != b[0] or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    generic = _lists().generic
    if a in generic or b in generic:
        rest = sum(len(word) for word in mine) - len(a)
        return rest >= 3 and not (a in generic and b in generic)
    # Endings tell villages apart: Berdychi is not Berdychiv.
    if min(len(a), len(b)) < SHORTEST_MISSPELT or a[-2:] != b[-2:]:
        return False
    return not (vowelled and _BY_VOWEL.sub("a", a) == _BY_VOWEL.sub("a", b))


def similar(a: str, b: str, vowelled: bool = False) -> float:
    """How likely two names are one name in two spellings, 0 to 1; same from SIMILAR_ENOUGH on.

    Names of one skeleton may differ in vowels, the more so the more consonants they share; a
    slip of one letter is forgiven in a long word or a generic one (Deiz ez-Zor). With `vowelled`
    the vowels must sound the same: where the script writes them they tell places apart, as
    Synkivka and Senkivka.
    """
    mine, theirs = fold(a), fold(b)
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 1.0
    bones = skeleton(a)
    if bones == skeleton(b):
        by_sound, by_sound_too = _sounds(mine), _sounds(theirs)
        if by_sound == by_sound_too:
            return 0.97
        shared = len(bones)
        if shared > 1 and not vowelled:
            cost = _vowel_cost(by_sound, by_sound_too)
            # One vowel of two consonants is half the name; of six, next to nothing.
            return max(0.0, 1.0 - cost / (shared * (shared + 1) / 3))
    return SIMILAR_ENOUGH if _slip(mine.split(), theirs.split(), vowelled) else 0.0


def vowels_written(country: str | None) -> bool:
    """False for a country whose names reach us from a script that leaves vowels out or open."""
    return country not in _lists().open_vowels
