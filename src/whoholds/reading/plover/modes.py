"""How it was done, or what was asked: PLOVER's mode of an event, and the contexts it stands in."""

from collections.abc import Iterable
from functools import cache

from whoholds.reading.plover.lexicon import plover
from whoholds.reading.plover.scene import Scene
from whoholds.reading.tree import Node

_NEAR = 8
"""Tokens either side of a verb in which a word can tell its mode."""


def content_mode(scene: Scene, type_: str, content: Iterable[Node], obj: Node | None) -> str | None:
    """What is asked for, refused or threatened: the mode with most of its words in it."""
    groups = scene.words.content.get(type_)
    if groups is None:
        return None
    tops = [*content, *([obj] if obj is not None and scene.mention(obj) is None else [])]
    said = [lemma for top in tops for t in top.subtree for lemma in _lemmas(scene, t)]
    points = {mode: sum(lemma in listed for lemma in said) for mode, listed in groups.items()}
    best = max(points, key=lambda mode: points[mode])
    return best if points[best] else None


def _lemmas(scene: Scene, token: Node) -> set[str]:
    lower = scene.lower(token)
    return {lower, scene.words.verb.get(lower, lower), scene.words.noun.get(lower, lower)}


def mode_beside(scene: Scene, type_: str, trigger: Node) -> str | None:
    """The mode that a word close by gives: "suicide bombers attacked", "talks by phone"."""
    groups = scene.words.mode_words.get(type_, {})
    near = scene.sentence.doc[max(0, trigger.i - _NEAR) : trigger.i + _NEAR]
    said = {lemma for t in near for lemma in _lemmas(scene, t)}
    return next((mode for mode, listed in groups.items() if said & listed), None)


def contexts(scene: Scene, trigger: Node) -> tuple[str, ...]:
    """PLOVER's contexts that the words of the event's clause point to, in the lists' order."""
    top = trigger
    for _ in range(6):
        if top.tag_.startswith("VB") or top.head is top:
            break
        top = top.head
    single, phrases = _context_words()
    said = {
        name for t in top.subtree for lemma in _lemmas(scene, t) for name in single.get(lemma, ())
    }
    first, last = min(t.i for t in top.subtree), max(t.i for t in top.subtree)
    text = scene.sentence.surface(first, last).lower()
    said |= {name for phrase, name in phrases if phrase in text}
    return tuple(name for name in scene.words.contexts if name in said)


@cache
def _context_words() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Word → the contexts that it points to; and phrases, each with its context."""
    single: dict[str, tuple[str, ...]] = {}
    phrases: list[tuple[str, str]] = []
    for name, listed in plover().contexts.items():
        for word in listed:
            if " " in word:
                phrases.append((word, name))
            else:
                single[word] = (*single.get(word, ()), name)
    return single, tuple(sorted(phrases))
