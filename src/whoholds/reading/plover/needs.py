"""The conditions that frames name: what must stand around a verb for it to tell the event."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from whoholds.reading.parties import Party
from whoholds.reading.sentence import child, prepositional
from whoholds.reading.tree import Node

if TYPE_CHECKING:
    from whoholds.reading.plover.match import Match

_OWN = frozenset(
    {
        "troop",
        "force",
        "soldier",
        "unit",
        "fighter",
        "army",
        "division",
        "brigade",
        "man",
        "contingent",
        "peacekeeper",
        "personnel",
        "ship",
        "tank",
        "tail",
    }
)
_PEOPLES_NOUNS = ("NNS", "NNPS")


def armed(party: Party | None) -> bool:
    return party is not None and (
        party.kind in ("forces", "rebels", "state")
        or (party.norm is not None and party.kind != "person")
    )


def _target(m: "Match") -> bool:
    return bool(m.targets)


def _parties(m: "Match") -> bool:
    """Somebody armed or a state at the other end: "trained the army", not "trained a dog"."""
    return any(m.cast.political(p, m.sentence) and p.kind != "office" for p in m.targets) or any(
        p.norm for p in m.targets
    )


def _known(m: "Match") -> bool:
    return any(m.cast.political(p, m.sentence) for p in m.targets)


def _force(m: "Match") -> bool:
    """Somebody armed does it."""
    return any(armed(p) for p in m.actors)


def _irregular(m: "Match") -> bool:
    """Rebels who give up their arms; a state that hands tanks over helps."""
    return all(
        p.kind != "state" and not (p.mention is not None and p.mention.country) for p in m.actors
    )


def _objectless(m: "Match") -> bool:
    return child(m.verb, "dobj") is None or m.passive


def _content(m: "Match") -> bool:
    return bool(m.content) or m.thing is not None


def _target_or_content(m: "Match") -> bool:
    return bool(m.targets) or bool(m.content)


def _asked(m: "Match") -> bool:
    """ "demanded the release of X", "sought help from Y"."""
    if any(c.dep_ == "ccomp" for c in m.content):
        return True
    return m.obj is not None and m.scene.noun(m.obj) in m.scene.words.sets["askable"]


def _refused(m: "Match") -> bool:
    """ "rejected a call for", "ruled out talks"; a gerund too: "ruled out sending troops"."""
    if any(c.dep_ in ("xcomp", "ccomp") for c in m.content):
        return True
    return m.obj is not None and m.scene.noun(m.obj) in m.scene.words.sets["refusable"]


def _order(m: "Match") -> bool:
    """ "told residents to leave": an order, not news."""
    return any(
        c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" and _infinitive(c) for c in m.content
    )


def _infinitive(verb: Node) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _threat(m: "Match") -> bool:
    """What is vowed or warned of is violence."""
    violent = m.scene.words.content["THREATEN"]
    said = {m.scene.words.verb.get(t.lower_, m.scene.noun(t)) for c in m.content for t in c.subtree}
    return any(said & listed for listed in violent.values())


def _threat_or_against(m: "Match") -> bool:
    against = any(prep == "against" for prep, _ in prepositional(m.verb))
    return bool(m.targets) and (
        against or (_threat(m) and any(c.dep_ == "ccomp" for c in m.content))
    )


def _own(m: "Match") -> bool:
    """ "pulled its troops from X": the object is the subject's own forces."""
    return (
        m.obj is not None
        and m.scene.noun(m.obj) in _OWN | {"last"}
        and m.scene.mention(m.obj) is None
    )


def _ground(m: "Match") -> bool:
    return bool(m.grounds)


def _freed(m: "Match") -> bool:
    """Prisoners, or people of a known number, let go; not "freed the town"."""
    if m.obj is None:
        return False
    inner = m.scene.innermost(m.obj)
    return (
        m.scene.noun(inner) in m.scene.words.things["prisoners"]
        or inner.tag_ == "CD"
        or (m.scene.words.sectors.get(m.scene.noun(inner)) in ("HELD", "CVL"))
    )


def _office(m: "Match") -> bool:
    return any(p.kind in ("office", "role", "person") for p in m.actors)


def _custody(m: "Match") -> bool:
    return any(thing.lower_ in ("custody", "detention") for _, thing in prepositional(m.verb))


def _crowd(m: "Match") -> bool:
    if m.doer is None:
        return False
    inner = m.scene.innermost(m.doer)
    listed = m.scene.words.sets["crowd"]
    return m.scene.noun(inner) in listed or m.scene.noun(m.doer) in listed


def _crowd_or_against(m: "Match") -> bool:
    """ "rallied against the coup", "protesters marched": not "the army marched on the city"."""
    if _force(m):
        return False
    return _crowd(m) and any(
        prep
        in ("through", "in", "against", "across", "to", "for", "on", "outside", "over", "around")
        for prep, _ in prepositional(m.verb)
    )


def _not_office(m: "Match") -> bool:
    return _crowd(m)


def _street(m: "Match") -> bool:
    return _crowd(m) and any(m.scene.noun(t) in m.scene.words.sets["streets"] for _, t in m.phrases)


def _walkout(m: "Match") -> bool:
    return any(
        p == "on" and m.scene.noun(t) in m.scene.words.sets["walkouts"] for p, t in m.phrases
    )


def _envoys(m: "Match") -> bool:
    return m.obj is not None and (
        m.scene.noun(m.scene.innermost(m.obj)) in m.scene.words.things["envoys"]
    )


def _pact(m: "Match") -> bool:
    return any(m.scene.noun(t) in m.scene.words.sets["pacts"] for _, t in m.phrases)


def _direction(m: "Match") -> bool:
    """ "sent troops to the border": whither, and no party that they are sent to."""
    return any(p in ("to", "into", "toward", "towards", "across", "near") for p, _ in m.phrases)


def _alert(m: "Match") -> bool:
    alert = m.scene.words.things["alert"]
    return any(p == "on" and m.scene.noun(t) in alert for p, t in m.phrases)


def _grip(m: "Match") -> bool:
    return any(p == "in" and m.scene.noun(t) in m.scene.words.things["grip"] for p, t in m.phrases)


def _firepower(m: "Match") -> bool:
    """Missiles and jets strike, and armies do; a storm or a thought strikes otherwise."""
    if m.doer is None:
        return False
    nouns = {m.scene.noun(m.doer), *(m.scene.noun(c) for c in m.doer.children if c.dep_ == "conj")}
    listed = m.scene.words.sets["firepower"]
    return bool(nouns & listed) or (_force(m) and bool(m.targets or m.grounds))


def _force_or_passive(m: "Match") -> bool:
    if m.passive and not m.actors:
        return bool(m.targets or m.grounds)
    doer = m.doer
    role = any(m.cast.political(p, m.sentence) or p.kind in ("role", "civilians") for p in m.actors)
    machine = doer is not None and m.scene.noun(doer) in m.scene.words.sets["firepower"]
    return (role or machine) and bool(m.targets or m.grounds or m.obj)


def _people(m: "Match") -> bool:
    """The object is people, not a town or a bridge."""
    if m.obj is None or m.scene.grounds(m.obj):
        return False
    inner = m.scene.innermost(m.obj)
    if m.scene.noun(inner) in m.scene.words.things["victims"] or inner.tag_ == "CD":
        return True
    return any(p.kind in ("forces", "rebels", "people", "person", "civilians") for p in m.targets)


def _not_down(m: "Match") -> bool:
    return not any(c.lower_ == "down" for c in m.verb.children)


def _office_named(m: "Match") -> bool:
    """A post of command is in play: "named General X commander", "sacked the army chief"."""
    if m.obj is None:
        return False
    command = m.scene.words.things["command"]
    if m.scene.noun(m.obj) in command and m.scene.mention(m.obj) is None:
        return True
    mention = m.scene.mention(m.obj)
    if mention is None or mention.kind not in ("person", "name", "actor", "place"):
        return False
    return any(m.scene.noun(t) in command | {"charge", "command"} for t in m.sentence.doc)


def _own_command(m: "Match") -> bool:
    """ "took command", with nobody's post before it: the subject holds it now."""
    return bool(m.actors) and m.obj is not None and m.scene.noun(m.obj) == "command"


def _war_dead(m: "Match") -> bool:
    """ "died in the shelling", "died when police opened fire"; not "died of cancer"."""
    fights = m.scene.words.nouns
    for prep, thing in m.phrases:
        if prep in ("in", "from", "during", "after") and fights.get(m.scene.noun(thing)):
            return True
    if m.verb.dep_ == "relcl" or m.verb.dep_ == "conj":
        return True
    return any(c.dep_ == "advcl" for c in m.verb.children)


def _civil(m: "Match") -> bool:
    return any(m.cast.civil(p, m.sentence) for p in m.targets) or _peoples(m)


def _many(m: "Match") -> bool:
    """ "65,000 Armenians have left": a number of people, not an army."""
    if m.doer is None or (_force(m) and not _peoples(m)):
        return False
    inner = m.scene.innermost(m.doer)
    people = m.scene.words.sectors.get(m.scene.noun(inner)) == "CVL" or _peoples(m)
    return people and (m.scene.count(m.doer) is not None or inner.tag_ in _PEOPLES_NOUNS)


def _peoples(m: "Match") -> bool:
    """ "ethnic Armenians", "Yazidis"."""
    if m.doer is None:
        return False
    inner = m.scene.innermost(m.doer)
    mention = m.scene.mention(inner)
    return (
        mention is not None
        and mention.kind in ("people", "demonym")
        and inner.tag_ in _PEOPLES_NOUNS
    )


def _home(m: "Match") -> bool:
    return any(m.scene.noun(t) in m.scene.words.sets["home"] for _, t in m.phrases)


def _help(m: "Match") -> bool:
    """ "turned to Russia for help"."""
    asked = m.scene.words.sets["askable"]
    return any(p == "for" and m.scene.noun(t) in asked for p, t in m.phrases)


def _means(m: "Match") -> bool:
    """ "supplied the rebels with weapons"."""
    listed = m.scene.words.things
    given = listed["weapons"] | listed["money"] | listed["help"] | listed["troops"]
    return any(p == "with" and m.scene.noun(t) in given for p, t in m.phrases)


def _guest(m: "Match") -> bool:
    return bool(m.targets) and all(
        p.kind in ("office", "person", "name", "state", "rebels", "organisation") for p in m.targets
    )


def _guest_clause(m: "Match") -> bool:
    if m.thing is not None:
        return True
    return bool(m.targets) and any(c.dep_ in ("xcomp", "ccomp") for c in m.content)


def _not_civil(m: "Match") -> bool:
    return bool(m.targets)


def _no_target(m: "Match") -> bool:
    return not m.targets


NEEDS: dict[str, Callable[["Match"], bool]] = {
    "target": _target,
    "parties": _parties,
    "known": _known,
    "force": _force,
    "irregular": _irregular,
    "objectless": _objectless,
    "content": _content,
    "target_or_content": _target_or_content,
    "asked": _asked,
    "refused": _refused,
    "order": _order,
    "threat": _threat,
    "threat_or_against": _threat_or_against,
    "own": _own,
    "ground": _ground,
    "freed": _freed,
    "office": _office,
    "custody": _custody,
    "crowd": _crowd,
    "crowd_or_against": _crowd_or_against,
    "not_office": _not_office,
    "street": _street,
    "walkout": _walkout,
    "envoys": _envoys,
    "pact": _pact,
    "direction": _direction,
    "alert": _alert,
    "grip": _grip,
    "firepower": _firepower,
    "force_or_passive": _force_or_passive,
    "people": _people,
    "not_down": _not_down,
    "office_named": _office_named,
    "own_command": _own_command,
    "war_dead": _war_dead,
    "civil": _civil,
    "many": _many,
    "home": _home,
    "help": _help,
    "means": _means,
    "guest": _guest,
    "guest_clause": _guest_clause,
    "not_civil": _not_civil,
    "no_target": _no_target,
}
