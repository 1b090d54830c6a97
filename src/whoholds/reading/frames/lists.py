"""Places named after what was told of them: "they hold five towns. These include A and B"."""

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.scene import Scene
from whoholds.reading.frames.where import again
from whoholds.reading.grammar import section
from whoholds.reading.parties import Party
from whoholds.reading.sentence import direct_object, subject, with_conjuncts
from whoholds.reading.tree import Node

_LISTED = section("frames")
_TOLD = frozenset({"hold", "capture"})


def listed_events(scene: Scene, verb: Node) -> list[Event]:
    """What the last sentence told of a part of a place ("several towns in X"), told of each
    place that "they include" names."""
    about, listed = subject(verb), direct_object(verb)
    if scene.lower(verb) not in _LISTED["include"] or about is None or listed is None:
        return []
    if scene.lower(about) not in _LISTED["those"]:
        return []
    here = (scene.sentence.index, verb.i)
    told = next((t for t in reversed(scene.context.claimed) if t.at < here), None)
    if told is None or told.event not in _TOLD or not told.part:
        return []
    if scene.sentence.index - told.at[0] != 1 or not isinstance(told.by, Party):
        return []
    places = [g for noun in with_conjuncts(listed) for g in scene.grounds(noun, False)]
    distinct = {g.text: g for g in places if g.text != again(scene, verb, told).text}
    return [Event(told.event, verb, place, told.by) for place in distinct.values()]
