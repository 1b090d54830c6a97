"""One frame tried on one verb: who and what stand in its roles."""

from collections.abc import Iterator

from attrs import define, evolve, field

from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.parties.party import written
from whoholds.reading.plover.lexicon import Frame
from whoholds.reading.plover.needs import NEEDS
from whoholds.reading.plover.scene import Scene
from whoholds.reading.plover.who import Cast
from whoholds.reading.sentence import (
    Sentence,
    agent,
    child,
    direct_object,
    is_passive,
    subject,
    with_conjuncts,
)
from whoholds.reading.tree import Node

_CLAUSES = frozenset({"xcomp", "ccomp"})
_COMPLEMENTS = ("acomp", "oprd", "xcomp", "advmod", "dobj", "attr", "prt", "ccomp")
_IN_FAVOUR = frozenset(
    {"favour", "favor", "support", "side", "behalf", "defence", "defense", "aid", "help"}
)


@define(eq=False)
class Match:
    """One frame tried on one verb. `doer` and `obj` are who does it and whom or what it is done
    to, in either voice; `content` what is said, asked, agreed or refused."""

    scene: Scene
    verb: Node
    frame: Frame
    passive: bool
    doer: Node | None
    obj: Node | None
    phrases: list[tuple[str, Node]]
    content: list[Node] = field(factory=list)
    thing: Node | None = None
    actors: list[Party] = field(factory=list)
    targets: list[Party] = field(factory=list)
    thirds: list[Party] = field(factory=list)
    grounds: list[Ground] = field(factory=list)

    @property
    def sentence(self) -> Sentence:
        return self.scene.sentence

    @property
    def cast(self) -> Cast:
        return self.scene.cast


def match_of(scene: Scene, verb: Node, frame: Frame) -> Match | None:
    """The frame with its slots filled; None where it does not fit."""
    if not _particles(scene, verb, frame) or not _complements(verb, frame):
        return None
    passive = is_passive(verb)
    doer = agent(verb) if passive else subject(verb)
    obj = direct_object(verb)
    match = Match(scene, verb, frame, passive, doer, obj, [])
    match.content = [c for c in verb.children if c.dep_ in _CLAUSES]
    if match.obj is None and not passive:
        match.obj = _told_to(match)
    if match.obj is not None and match.doer is not None and match.obj.i == match.doer.i:
        return None
    if not _fill_thing(match):
        return None
    match.phrases = [p for p in scene.phrases(verb) if not _cited(p[1])]
    if match.thing is not None or frame.obj in ("refused", "any", "cause", None):
        match.phrases += list(scene.phrases(match.thing or match.obj))
    if not _fill_subject(match) or not _fill_object(match):
        return None
    _fill_phrases(match)
    if any(not NEEDS[name](match) for name in frame.needs):
        return None
    return match


def _cited(thing: Node) -> bool:
    """ "according to X": who says it, and nobody that it is done to."""
    return thing.head.lower_ == "according" or thing.head.head.lower_ == "according"


def _told_to(match: Match) -> Node | None:
    """ "urged Assad to leave": whom the parse makes the subject of what is urged."""
    for clause in match.content:
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
        bare = clause.tag_ == "VB" and not any(c.dep_ in ("aux", "mark") for c in clause.children)
        own = child(clause, "nsubj", "nsubjpass")
        if own is not None and (to or bare) and own.i > match.verb.i:
            return own
    return None


def _particles(scene: Scene, verb: Node, frame: Frame) -> bool:
    near = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    units = scene.sentence.units
    if verb.i + 1 < len(units):
        near.add(units[verb.i + 1].lower)
    if frame.not_particle & near:
        return False
    return not frame.particle or bool(frame.particle & near)


def _complements(verb: Node, frame: Frame) -> bool:
    if not frame.complement and not frame.not_complement:
        return True
    near = {c.lower_ for c in verb.children if c.dep_ in _COMPLEMENTS}
    near |= {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]}
    if frame.not_complement & near:
        return False
    return not frame.complement or bool(frame.complement & near)


# The slots ---------------------------------------------------------------------------------


def _fill_thing(match: Match) -> bool:
    """Find the object among the frame's things; False where it must be one and is not."""
    scene, frame = match.scene, match.frame
    if not frame.thing:
        return True
    for head in _object_heads(match):
        for noun in with_conjuncts(head):
            inner = scene.innermost(noun)
            if scene.noun(inner) not in frame.thing:
                continue
            if frame.modified and not _modified(inner, frame.modified):
                continue
            match.thing = inner
            return True
    return frame.obj not in (None, "any")


def _object_heads(match: Match) -> Iterator[Node]:
    if match.obj is not None:
        yield match.obj
    yield from (c for c in match.verb.children if c.dep_ in ("dobj", "attr", "oprd", "npadvmod"))


def _modified(noun: Node, wanted: frozenset[str]) -> bool:
    return any(c.lower_ in wanted for c in noun.lefts)


def _fill_subject(match: Match) -> bool:
    scene, role = match.scene, match.frame.subj
    doer = match.doer
    if role in ("target", "victims"):
        doer = match.obj if match.passive else match.doer
        match.doer = doer
        if doer is None:
            return False
        match.targets = _victims(match, doer) if role == "victims" else _whoever(match, doer)
        return bool(match.targets)
    if doer is None:
        return True
    match.actors = scene.all_of(doer)
    if not match.actors:
        owner = scene.cast.owner(doer, match.sentence)
        match.actors = [owner] if owner is not None else []
    if match.frame.hosts and scene.verb(match.verb) in match.frame.hosts:
        match.thirds, match.actors = match.actors, []
    return True


def _fill_object(match: Match) -> bool:
    scene, obj, role = match.scene, match.obj, match.frame.obj
    dative = next((c for c in match.verb.children if c.dep_ == "dative" and c.tag_ != "IN"), None)
    if dative is not None:
        match.targets += scene.all_of(dative)
    if role is None or obj is None or (match.thing is not None and role not in ("any", "victims")):
        return (
            role
            not in (
                "target",
                "victims",
                "people",
                "freed",
                "office",
                "envoys",
                "struck",
                "guest",
                "refused",
                "own",
                "place",
            )
            or match.thing is not None
            or (role == "target")
        )
    if role == "target":
        match.targets += _others(match, scene.all_of(obj) or _owner_of(match, obj))
    elif role in ("target_or_thing", "cause", "refused", "any"):
        owner = None if match.thing is not None else scene.who(obj)
        owner = owner or scene.cast.owner(obj, match.sentence)
        if owner is not None and role != "any":
            match.targets.append(owner)
    elif role == "place":
        match.grounds = scene.grounds(obj)
    elif role == "struck":
        _fill_struck(match, obj)
    elif role in ("victims", "people"):
        match.targets += _victims(match, obj)
        return bool(match.targets)
    elif role in ("freed", "envoys"):
        inner = scene.innermost(obj)
        match.targets += scene.all_of(inner) or _as_written(match, inner)
    elif role == "guest":
        match.targets, match.actors = match.actors, scene.all_of(obj)
    elif role == "office":
        match.targets = _posts(match, obj)
        return bool(match.targets)
    return True


def _fill_struck(match: Match, thing: Node) -> None:
    """What an attack is aimed at: ground, somebody, or somebody's things."""
    scene = match.scene
    mention = scene.mention(thing)
    if mention is None or mention.kind in ("place", "name"):
        match.grounds = match.grounds or scene.grounds(thing)
    if not match.grounds or mention is None:
        for party in scene.all_of(thing):
            if party.mention is None or party.mention.kind != "place":
                match.targets.append(party)
    if not match.targets:
        owner = scene.cast.owner(thing, match.sentence)
        if owner is not None and owner.key not in {a.key for a in match.actors}:
            match.targets.append(owner)


def _fill_phrases(match: Match) -> None:
    scene, prep = match.scene, match.frame.prep
    for name, thing in match.phrases:
        role = prep.get(name)
        if name in ("in", "on", "to") and scene.noun(thing) in _IN_FAVOUR:
            match.targets += [
                p for n, t in scene.phrases(thing) if n in ("of", "for") for p in scene.all_of(t)
            ]
        elif role == "target" and not match.targets:
            match.targets = scene.all_of(thing) or _owner_of(match, thing)
        elif role == "struck" and not match.targets and not match.grounds:
            _fill_struck(match, thing)
        elif role == "place" and not match.grounds:
            match.grounds = scene.grounds(thing)
        elif role == "third":
            match.thirds = match.thirds or scene.all_of(thing)
        elif (role == "actor" and not match.actors) or role == "both":
            match.actors = scene.all_of(thing)
        elif role == "content":
            match.content.append(thing)
            match.content += [c for c in thing.children if c.dep_ == "acl"]
        if (
            match.frame.type == "AGREE"
            and name in ("to", "on", "in")
            and not scene.who(thing, False)
        ):
            match.content.append(thing)
    if match.frame.type == "AGREE" and match.obj is not None and not match.passive:
        match.content.append(match.obj)
    for c in match.verb.children:
        if c.dep_ == "prep" and prep.get(c.lower_) == "content":
            match.content += [g for g in c.children if g.dep_ == "pcomp"]
    if match.frame.type == "THREATEN" and match.obj is not None and not match.targets:
        match.content.append(match.obj)
        match.targets = [
            p
            for n, t in scene.phrases(match.obj)
            if n in ("on", "against")
            for p in scene.all_of(t)
        ]
    if not match.targets and match.frame.type in ("REJECT", "AGREE", "THREATEN"):
        match.targets = _in_content(match)
    # "a truce brokered by China": who stands between
    match.thirds = match.thirds or _between(match)


def _in_content(match: Match) -> list[Party]:
    """ "refused to negotiate with the rebels", "vowed to destroy Hamas": whom it is to be done to."""
    scene = match.scene
    for clause in match.content:
        if clause.dep_ not in ("xcomp", "ccomp"):
            continue
        obj = child(clause, "dobj", "dative")
        found = scene.all_of(obj) if obj is not None and obj.dep_ == "dative" else []
        for name, thing in scene.phrases(clause, obj):
            if name in ("with", "to", "against", "on", "at"):
                found = found or scene.all_of(thing)
        found = found or (scene.all_of(obj) if obj is not None else [])
        if found:
            return [p for p in found if p.key not in {a.key for a in match.actors}]
    return []


def _owner_of(match: Match, thing: Node) -> list[Party]:
    """ "two French engineers": as written, of the side whose they are."""
    owner = match.cast.owner(thing, match.sentence)
    if owner is None:
        return []
    if match.scene.mention(thing) is not None:
        return [owner]
    return [evolve(owner, text=written(thing, match.sentence), token=thing.i, mention=None)]


def _between(match: Match) -> list[Party]:
    """ "brokered by China", "mediated by Qatar" under the event's own words."""
    for node in match.verb.subtree:
        if node.lower_ in ("brokered", "mediated", "hosted", "facilitated"):
            found = match.scene.all_of(agent(node))
            if found:
                return found
    return []


def _whoever(match: Match, noun: Node) -> list[Party]:
    inner = match.scene.innermost(noun)
    return match.scene.all_of(inner) or match.scene.all_of(noun) or _as_written(match, inner)


def _as_written(match: Match, noun: Node) -> list[Party]:
    """People by the words that the report has for them; nobody for a pronoun."""
    if noun.tag_.startswith(("PRP", "W", "DT", "EX")):
        return []
    return [Party(written(noun, match.sentence), noun.i, generic=True, kind="civilians")]


def _victims(match: Match, obj: Node) -> list[Party]:
    """Who is killed, wounded, missing or captured: each of a list apart; never ground."""
    scene, found = match.scene, list[Party]()
    for noun in with_conjuncts(obj):
        inner = scene.innermost(noun)
        if scene.mention(inner) is None and inner.tag_ != "CD" and scene.grounds(inner):
            continue
        party = scene.named(inner) or scene.who(inner)
        known = scene.noun(inner) in scene.words.things["victims"]
        if inner.tag_ == "CD" and party is None:
            found.append(_same_people(match, inner))
        elif party is not None and (known or party.kind != "name" or scene.mention(inner)):
            if (
                party.mention is None
                or party.mention.kind not in ("place", "country")
                or noun is not inner
            ):
                found.append(party)
        elif known:
            found += _as_written(match, inner)
    return found


def _same_people(match: Match, number: Node) -> Party:
    """ "killing six policemen and wounding eleven": of those told of before."""
    for one in reversed(match.scene.found):
        if one.type in ("LOSSES", "ASSAULT") and one.target is not None:
            return evolve(one.target, token=number.i)
    return Party(match.sentence.unit(number).text, number.i, generic=True, kind="number")


def _others(match: Match, found: list[Party]) -> list[Party]:
    """Without "each other", which is the subjects themselves."""
    return [p for p in found if p.text.lower() not in ("other", "each other", "one another")]


def _posts(match: Match, obj: Node) -> list[Party]:
    """Who takes or loses a post: by name where the text gives one."""
    scene = match.scene
    mention = scene.mention(obj)
    if mention is None:
        named = scene.named(obj)
        return [named] if named is not None else scene.all_of(obj)[:1] or _as_written(match, obj)
    return [Party(mention.text, obj.i, kind="person", mention=mention)]
