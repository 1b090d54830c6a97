"""Ground by a common noun: "the town of X", "X airbase", "parts of X", "the city".

Ways of naming are tried in order of how surely they name: a name beside the noun, before it,
behind it, near it, and at last the place that the report told of before.
"""

from collections.abc import Callable

from attrs import evolve

from whoholds.knowledge.countries import COUNTRIES
from whoholds.knowledge.names import fold
from whoholds.reading.grammar import section
from whoholds.reading.ground.noun import CommonNoun
from whoholds.reading.ground.place import Ground, is_partial, is_place_name, named, told_before
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.sentence import DIRECTIONS, child, prepositional, with_conjuncts
from whoholds.reading.tree import Node

_LISTED = section("ground")
_TOWNS = frozenset({"city", "town", "village"})
_QUARTERS = frozenset({"district", "neighbourhood"})
_SITES = frozenset({"building", "base", "airport", "crossing", "road"})
_ONE_OF_A_KIND = frozenset({"airport", "dam"})
_REGIONAL = frozenset({"region", "country"})
_LEFT = frozenset({"compound", "amod", "nmod", "poss", "nsubj", "npadvmod", "dep"})
_RIGHT = frozenset({"appos", "nmod", "dobj", "dep", "npadvmod", "oprd"})
_ADJACENT = 25
"""Characters between a name and its noun ("Taftanaz military airbase") that they can share."""


def common_grounds(at: CommonNoun) -> list[Ground]:
    """The ground of the first way of naming that says anything; a way may say: none."""
    for way in _WAYS:
        found = way(at)
        if found is not None:
            return found
    return []


# A name beside, before or behind the noun -------------------------------------------------


def _in_apposition(at: CommonNoun) -> list[Ground] | None:
    """ "Helmand's capital, Lashkar Gah": the name set beside its noun comes before all else."""
    if not at.settlement or at.plural:
        return None
    for c in at.noun.children:
        mention = at.mention(c) if c.dep_ == "appos" and c.i > at.noun.i else None
        if mention is not None and mention.kind in ("place", "name"):
            return [at.named(c), *(g for t in list(with_conjuncts(c))[1:] for g in at.inner(t))]
    return None


def _seat(at: CommonNoun) -> list[Ground] | None:
    """ "the Libyan capital", "Mali's capital": the city it is."""
    if at.lemma not in _LISTED["capital"] or at.before is not None or at.has_of():
        return None
    for c in at.noun.lefts:
        mention = at.mention(c)
        capital = COUNTRIES[mention.country].capital if mention and mention.country else None
        if capital:
            unit = at.sentence.unit(at.noun)
            name = Mention(0, 1, capital, "place")
            return [Ground(name, at.noun.i, unit.start, unit.end, kind="city")]
    return _seat_of_the_land(at)


def _seat_of_the_land(at: CommonNoun) -> list[Ground] | None:
    """ "the capital", in a report that names its country's capital."""
    bare = [at.sentence.lower(c) for c in at.noun.lefts] == ["the"]
    home = at.context.home
    capital = COUNTRIES[home].capital if home and bare and at.coreference else None
    if capital is None or fold(capital) not in at.context.names:
        return None
    unit = at.sentence.unit(at.noun)
    name = Mention(0, 1, capital, "place")
    return [Ground(name, at.noun.i, unit.start, unit.end, kind="city", pronoun=True)]


def _seat_of_region(at: CommonNoun) -> list[Ground] | None:
    """ "the Upper Nile state capital", "the capital of Nimroz province": the town told of beside
    it, and else a part of the region."""
    if at.lemma not in _LISTED["capital"] or not at.coreference or at.noun.dep_ == "appos":
        return None
    behind = [t for p, t in at.phrases if p == "of"]
    region = [g for t in behind for g in at.inner(t)] or [
        at.named(c) for c in at.noun.lefts if at.names(c) and c.dep_ in _LEFT
    ]
    if not region or region[0].name.kind == "country":
        return None
    last = at.context.last_place(at.sentence, at.noun.i, "city")
    if last is not None and fold(last.name.text) != fold(region[0].name.text):
        return [told_before(at.noun, at.sentence, last, False)]
    return [evolve(region[0], part=True, kind="region")]


def _subject_of(at: CommonNoun) -> list[Ground] | None:
    """ "Rawa is the last town under their control": what the sentence is about."""
    if at.noun.dep_ != "attr" or at.kind is None or at.before is not None:
        return None
    if any(prep == "of" and at.names(thing) for prep, thing in at.phrases):
        return None
    about = child(at.noun.head, "nsubj")
    return [at.named(about)] if about is not None and at.names(about) else None


def _right_behind(at: CommonNoun) -> list[Ground] | None:
    """ "the capital X": whatever the parse made of it, a name right behind its noun is its
    name."""
    units, after = at.sentence.units, at.noun.i + 1
    if after >= len(units) or not at.settlement or at.plural:
        return None
    if at.before is not None or at.has_of():
        return None
    mention = units[after].mention
    if mention is None or mention.kind not in ("place", "name"):
        return None
    if units[after].start - at.sentence.unit(at.noun).end > 1:
        return None
    return [at.named(at.sentence.doc[after])]


def _names_before(at: CommonNoun) -> list[Ground] | None:
    """ "Hama province", "Taftanaz airbase", "Aleppo's eastern districts"."""
    if _named_by_of(at) and not at.quantity:
        return None
    for c in at.noun.lefts:
        mention = at.mention(c)
        if mention is None or c.dep_ not in _LEFT or not is_place_name(mention):
            continue
        parts = c.dep_ == "poss" and at.plural
        if mention.kind == "country" and at.lemma not in _LISTED["of_country"] and not parts:
            continue
        if mention.kind == "name" and c.tag_.startswith("JJ"):
            continue
        names = [c, *(g for g in c.children if g.dep_ == "conj")]
        own = _is_own_name(at, c)
        return [_before(at, each, each is names[-1], own) for each in names if at.names(each)]
    return None


def _named_by_of(at: CommonNoun) -> bool:
    """ "Idlib's town of Saraqib": the name behind "of" is the noun's own."""
    by_of = at.kind in _TOWNS or at.lemma in _LISTED["settled_by_of"]
    if not at.settlement or not (at.before is None or by_of):
        return False
    return any(
        prep == "of" and at.names(thing) and not thing.tag_.startswith("JJ")
        for prep, thing in at.phrases
    )


def _is_own_name(at: CommonNoun, name: Node) -> bool:
    if name.dep_ == "poss":  # "Khartoum's international airport": there is just one
        return at.kind in _ONE_OF_A_KIND and not at.plural
    several_parts = at.plural and at.kind in _QUARTERS | {"village", "town"}
    return at.settlement and not at.quantity and not several_parts


def _before(at: CommonNoun, name: Node, last: bool, own: bool) -> Ground:
    if not own:
        return named(name, at.sentence, part=True)
    if at.kind in _TOWNS:
        return at.named(name)
    # the name goes with its noun: "Hama province", "Taftanaz airbase"
    units = at.sentence.units
    adjacent = name.i < at.noun.i and units[at.noun.i].start - units[name.i].end <= _ADJACENT
    display = at.sentence.surface(name.i, at.noun.i) if adjacent and last else None
    return named(name, at.sentence, kind=at.kind, display=display)


def _behind_of(at: CommonNoun) -> list[Ground] | None:
    """ "the town of X", "parts of X", "80 percent of X"."""
    lex = lexicon()
    for prep, thing in at.phrases:
        if prep != "of":
            continue
        under = at.inner(thing, at.coreference)
        if under:
            own = _owns_of(at, thing, under)
            found = [
                evolve(g, part=g.part or not own, kind=at.kind if own else g.kind) for g in under
            ]
            if own and at.kind in _ONE_OF_A_KIND and len(found) == 1:
                whole = at.sentence.surface(at.noun.i, thing.i)
                found = [evolve(found[0], display=whole)]  # "the airport of X" is not X
            return found + _including(at)
        measures = at.lemma in lex.quantity or at.kind is None
        if measures and at.sentence.lemma(thing) not in lex.parties:
            return []
    return None


def _owns_of(at: CommonNoun, thing: Node, under: list[Ground]) -> bool:
    """True where the name behind "of" is the noun's own: "the town of X", not "the edge of X"."""
    mention = at.mention(thing)
    if mention is None or not at.settlement or at.quantity:
        return False
    if at.plural and at.kind in _QUARTERS and len(under) == 1:
        return False
    in_place = at.kind in _SITES and mention.kind == "place"
    if in_place and at.lemma not in _LISTED["sites_by_of"]:
        return False
    return not (at.lemma in _LISTED["seats"] and under[0].kind in _REGIONAL)


def _set_beside(at: CommonNoun) -> list[Ground] | None:
    """ "the town, X," and "two towns - A and B"; "the key town X"."""
    for c in at.noun.children:
        if c.dep_ in _RIGHT and c.i > at.noun.i and at.names(c):
            return [at.named(each) for each in with_conjuncts(c) if at.names(each)]
    return None


def _called(at: CommonNoun) -> list[Ground] | None:
    """ "a town called X"."""
    for c in at.noun.children:
        if c.dep_ == "acl" and at.sentence.lower(c) in _LISTED["called"]:
            name = child(c, "oprd", "dobj", "attr")
            if name is not None and at.names(name):
                return [at.named(name)]
    return None


def _named_later(at: CommonNoun) -> list[Ground] | None:
    """ "a town in X province", of which the next sentences say "the town of Y": Y."""
    some = any(c.dep_ == "det" and c.lower_ in _LISTED["indefinite"] for c in at.noun.lefts)
    if at.plural or not some or at.kind not in _TOWNS | _QUARTERS or not at.coreference:
        return None
    nouns = {at.lemma, *(at.sentence.lemma(c) for c in at.noun.lefts if c.dep_ == "compound")}
    mention = at.context.named_later(at.sentence, nouns)
    if mention is None:
        return None
    unit = at.sentence.unit(at.noun)
    return [Ground(mention, at.noun.i, unit.start, unit.end, kind=at.kind, pronoun=True)]


# Places around it, and places told before -------------------------------------------------


def _only_site(at: CommonNoun) -> list[Ground] | None:
    """ "the airport", where the report names just one."""
    site = at.context.sites.get(at.kind or "")
    if site is None or at.plural:
        return None
    if not any(c.dep_ == "det" and c.lower_ in _LISTED["the"] for c in at.noun.lefts):
        return None
    unit = at.sentence.unit(at.noun)
    return [Ground(site, at.noun.i, unit.start, unit.end, kind=at.kind, pronoun=True)]


def _own_site(at: CommonNoun) -> list[Ground] | None:
    """ "the Air Force intelligence building in X": a site by its owner's name."""
    owners = [c for c in at.noun.lefts if c.dep_ in ("compound", "nmod", "amod")]
    named_after = [c for c in owners if getattr(at.mention(c), "kind", "") == "organisation"]
    if at.plural or at.kind not in _SITES or not named_after:
        return None
    first = min(c.left_edge.i for c in owners)
    whole = at.sentence.surface(first, at.noun.i)
    for prep, thing in at.phrases:
        town = at.inner(thing) if prep in _LISTED["deep"] else []
        if town and town[0].name.kind != "country":
            return [evolve(town[0], part=False, kind=at.kind, display=whole)]
    return None


def _near(at: CommonNoun) -> list[Ground] | None:
    """ "a base near X": a part of X."""
    for prep, thing in at.phrases:
        if prep not in _LISTED["near"] and not (at.lemma == "border" and prep == "with"):
            continue
        wide = prep in _LISTED["in_country"]
        under = [g for g in at.inner(thing) if wide or g.name.kind != "country"]
        if not under and prep == "of":
            # "the headquarters of the 6th Division in X"
            inner = (t for p, t in prepositional(thing) if p in _LISTED["deep"])
            under = [g for t in inner for g in at.inner(t) if g.name.kind != "country"]
        if under:
            including = _including(at)
            chosen = under[:1] if including else under
            return [*(evolve(g, part=True) for g in chosen), *including]
    return None


def _including(at: CommonNoun) -> list[Ground]:
    """ "four villages, including A and B": the named ones."""
    found: list[Ground] = []
    head = at.noun.head
    beside = [c for c in head.children if c.i > at.noun.i] if head.tag_.startswith("VB") else []
    for c in [*at.noun.children, *beside]:
        if at.sentence.lower(c) in _LISTED["including"]:
            for thing in c.children:
                if thing.dep_ in ("pobj", "dobj"):
                    found += [g for each in with_conjuncts(thing) for g in _included(at, each)]
    return found


def _included(at: CommonNoun, token: Node) -> list[Ground]:
    if at.names(token):
        return [named(token, at.sentence)]
    for c in token.lefts:
        if c.dep_ in ("compound", "nmod") and at.names(c):
            return at.inner(token)
    kind = lexicon().ground.get(at.sentence.lemma(token))
    return [
        named(each, at.sentence, kind=kind)
        for prep, thing in prepositional(token)
        if prep == "of" and at.names(thing)
        for each in with_conjuncts(thing)
        if at.names(each)
    ]


def _deep(at: CommonNoun) -> list[Ground] | None:
    """A locative phrase anywhere in the noun's own phrase, when the parse hung it too low."""
    noun = at.noun
    single = noun.tag_ in ("NN", "NNP")
    if single and not any(c.lower_ in _LISTED["indefinite"] for c in noun.lefts):
        return None
    for token in noun.subtree:
        if token.i <= noun.i or token.dep_ != "prep" or token.lower_ not in _LISTED["deep"]:
            continue
        thing = child(token, "pobj")
        below = token.head.i != noun.i and not token.head.tag_.startswith("VB")
        found = at.inner(thing) if thing is not None and below else []
        if found:
            return None if _including(at) else [evolve(found[0], part=True)]
    return None


def _around(at: CommonNoun) -> list[Ground] | None:
    """ "In X, …", "… in X": the ground is a part of where the clause takes place."""
    including = _including(at)
    if not including and at.kind is None and at.lemma not in DIRECTIONS:
        return []
    if not at.coreference:
        return including or None
    if not including:
        told = _the_one_told(at)
        if told is not None:
            return told
    outside = _outside(at)
    if outside is None:
        return including or None
    return [evolve(outside, part=True), *including]


def _outside(at: CommonNoun) -> Ground | None:
    governor = at.noun
    for _ in range(8):
        if governor.tag_.startswith("VB") or governor.dep_ == "ROOT":
            found = at.location(governor, at.sentence, at.context)
            if found:
                return found[0]
        if governor.head is governor:
            return None
        governor = governor.head
    return None


def _definite(at: CommonNoun) -> bool:
    articles = (c for c in at.noun.lefts if c.dep_ in ("det", "poss"))
    return any(at.sentence.lower(c) in _LISTED["known"] for c in articles)


def _the_one_told(at: CommonNoun) -> list[Ground] | None:
    """ "the city": the last one that the report told of."""
    if not at.settlement or at.plural or at.lemma in _LISTED["any_of_its_kind"]:
        return None
    last = at.context.last_place(at.sentence, at.noun.i, at.kind) if _definite(at) else None
    if last is None:
        return None
    return [told_before(at.noun, at.sentence, last, is_partial(at.noun.lefts, at.sentence))]


def _part_of_the_one_told(at: CommonNoun) -> list[Ground] | None:
    """ "the eastern districts", "a checkpoint": a part of the last place told of."""
    if not at.coreference or at.lemma in _LISTED["some"] or (at.kind is None and not at.quantity):
        return None
    wanted = "city" if at.kind in _QUARTERS else None
    last = at.context.last_place(at.sentence, at.noun.i, wanted)
    if last is None or any(c.lower_ == "other" for c in at.noun.lefts):
        return None  # "X and other towns": not of X
    definite = _definite(at)
    if not definite and (at.kind is None or last.at[0] != at.sentence.index):
        return None
    return [told_before(at.noun, at.sentence, last, True)]


_WAYS: tuple[Callable[[CommonNoun], list[Ground] | None], ...] = (
    _in_apposition,
    _seat,
    _seat_of_region,
    _subject_of,
    _right_behind,
    _names_before,
    _behind_of,
    _set_beside,
    _called,
    _own_site,
    _named_later,
    _only_site,
    _near,
    _deep,
    _around,
    _part_of_the_one_told,
)
