"""What a record says has been touched since, against what really differs."""

from collections import defaultdict

from hypothesis import given, settings

from whoholds.model import Evidence, Place
from whoholds.record import Store

from .making import HAMA, claim, noon, reading, report
from .test_asof import EXAMPLES, Both, Step, histories


def told(store: Store) -> tuple[dict[str, list[Evidence]], dict[str, Place]]:
    heard = defaultdict(list)
    for one in store.evidence():
        heard[one.claim.place_key].append(one)
    return heard, store.places()


@settings(max_examples=EXAMPLES, derandomize=True, database=None)
@given(history=histories)
def test_what_differs_was_touched(history: list[Step]) -> None:
    with Store.open(":memory:") as store:
        both = Both(store)
        states = [("", *told(store))]
        for step in history:
            both.step(step)
            states.append((store.digest(), *told(store)))
        digest, heard, places = states[-1]
        for since, earlier, known in states[:-1]:
            touched = store.touched(since)
            if touched is None:
                continue
            keys = earlier.keys() | heard.keys() | known.keys() | places.keys()
            differing = {
                key
                for key in keys
                if earlier.get(key) != heard.get(key) or known.get(key) != places.get(key)
            }
            assert differing <= touched
        assert not digest or store.touched(digest) == set()


def test_one_more_claim_touches_its_place_alone(store: Store) -> None:
    run = store.begin_run("rules", "1")
    both = [(report(f"{name} fell."), reading(claim(name))) for name in ("Hama", "Homs")]
    store.add(run, both, noon(2))
    since = store.digest()
    store.add(run, [(report("It fell again."), reading(claim("Hama")))], noon(3))
    assert store.touched(since) == {HAMA.id}


def test_a_state_that_never_was_may_differ_in_everything(store: Store) -> None:
    assert store.touched("") is None
    assert store.touched("0" * 32) is None
