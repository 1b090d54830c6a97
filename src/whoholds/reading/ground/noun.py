"""A common noun of ground, with what the ways of naming ask of it."""

from collections.abc import Callable

from attrs import frozen

from whoholds.reading.context import Context
from whoholds.reading.ground.place import Ground, is_place_name, named
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.sentence import Sentence, prepositional
from whoholds.reading.tree import Node

_NAMING_LEFT = frozenset({"compound", "nmod", "amod"})


@frozen(eq=False)
class CommonNoun:
    """A common noun and what is asked of it often.

    `kind` is the kind of place it means, if it means one; `settlement`: it takes a name of its
    own; `quantity`: it measures ground ("parts of"). `before` is a place named before it;
    `phrases` its prepositional phrases.
    """

    noun: Node
    lemma: str
    sentence: Sentence
    context: Context
    coreference: bool
    grounds: Callable[[Node, Sentence, Context, bool], list[Ground]]
    location: Callable[[Node, Sentence, Context], list[Ground]]
    kind: str | None
    settlement: bool
    quantity: bool
    plural: bool
    phrases: list[tuple[str, Node]]
    before: Node | None

    @classmethod
    def of(
        cls,
        noun: Node,
        lemma: str,
        sentence: Sentence,
        context: Context,
        coreference: bool,
        grounds: Callable[[Node, Sentence, Context, bool], list[Ground]],
        location: Callable[[Node, Sentence, Context], list[Ground]],
    ) -> "CommonNoun":
        """The noun read by its lemma; `grounds` and `location` read the phrases around it."""
        lex = lexicon()
        settlement = lemma in lex.settlement
        measures = lemma in lex.quantity or lemma.endswith("%")
        return cls(
            noun,
            lemma,
            sentence,
            context,
            coreference,
            grounds,
            location,
            kind=lex.ground.get(lemma),
            settlement=settlement,
            quantity=measures and not (settlement and noun.tag_ in ("NN", "NNP")),
            plural=noun.tag_ in ("NNS", "NNPS"),
            phrases=list(prepositional(noun)),
            before=_name_before(noun, sentence),
        )

    def mention(self, token: Node) -> Mention | None:
        return self.sentence.unit(token).mention

    def names(self, token: Node) -> bool:
        return is_place_name(self.mention(token))

    def has_of(self) -> bool:
        return any(prep == "of" for prep, _ in self.phrases)

    def inner(self, token: Node, coreference: bool = False) -> list[Ground]:
        return self.grounds(token, self.sentence, self.context, coreference)

    def named(self, token: Node, own: bool = True) -> Ground:
        return named(token, self.sentence, kind=self.kind if own else None)


def _name_before(noun: Node, sentence: Sentence) -> Node | None:
    for c in noun.lefts:
        mention = sentence.unit(c).mention
        if mention is None or c.dep_ not in _NAMING_LEFT or mention.kind not in ("place", "name"):
            continue
        if mention.kind == "place" or not c.tag_.startswith("JJ"):
            return c
    return None
