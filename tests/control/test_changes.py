"""Gains and losses between two days, and between two states of knowledge."""

from attrs import evolve

from whoholds.control import changes, infer, learned, losses
from whoholds.model import Place

from .claims import TOWN, Told, day

CITY = Place("test:city", "Big City", "city", "ZZ", 11.0, 21.0)
START, END = day("2024-11-29"), day("2024-12-06")


def histories() -> list:  # type: ignore[type-arg]
    city, town = Told(CITY), Told()
    return [
        infer(
            [
                city("capture", "Army", "Rebels", "2016-12-22"),
                city("capture", None, "Army", ("2024-11-30", "2024-12-01")),
            ],
            CITY,
        ),
        infer([town("capture", "Rebels", "Army", "2024-12-05")], TOWN),
    ]


def test_changes_of_a_window_in_order_of_time() -> None:
    found = changes(histories(), START, END)
    assert [(c.place.name, c.from_actor, c.to_actor) for c in found] == [
        ("Big City", "Army", None),
        ("Testville", "Army", "Rebels"),
    ]
    assert found[0].between == (day("2024-11-30"), day("2024-12-01"))
    assert all(0 < change.probability < 1 for change in found)


def test_by_actor_kind_and_area() -> None:
    every = histories()
    assert [c.place.name for c in changes(every, START, END, gained_by="Rebels")] == ["Testville"]
    assert [c.place.name for c in changes(every, lost_by="Rebels")] == ["Big City"]
    assert [c.place.name for c in changes(every, START, END, kinds=["city"])] == ["Big City"]
    here = (19.5, 9.5, 20.5, 10.5)
    assert [c.place.name for c in changes(every, START, END, within=here)] == ["Testville"]
    across = (170.0, -90.0, 20.5, 90.0)
    assert [c.place.name for c in changes(every, START, END, within=across)] == ["Testville"]


def test_a_place_of_no_coordinates_lies_in_no_area() -> None:
    town = Told()
    nowhere = evolve(TOWN, lat=None, lon=None)
    history = infer([town("capture", "Rebels", "Army", "2024-12-05")], nowhere)
    assert changes([history], START, END)
    assert changes([history], START, END, within=(-180.0, -90.0, 180.0, 90.0)) == []


def test_a_change_known_only_to_a_year_is_none_of_one_week_in_it() -> None:
    town = Told()
    history = infer([town("capture", "Rebels", "Army", ("2024-01-01", "2024-12-31"))], TOWN)
    assert changes([history], START, END) == []
    assert len(changes([history], day("2024-01-01"), day("2024-12-31"))) == 1


def test_a_change_known_only_to_be_before_a_day_counts_on_that_day() -> None:
    town = Told()
    history = infer([town("capture", None, "Army", (None, "2024-12-01"))], TOWN)
    (change,) = changes([history], START, END)
    assert change.between == (None, day("2024-12-01"))


def test_how_many_cities_an_actor_lost() -> None:
    found = changes(histories(), START, END)
    assert losses(found)["Army"] == 2
    assert losses(found, "city") == {"Army": 1}


def test_what_was_learned_since_yesterday_about_last_week() -> None:
    town = Told()
    vague = town("capture", "Rebels", "Army", ("2024-12-01", "2024-12-06"))
    sharp = town("capture", "Rebels", "Army", "2024-12-03")
    city = Told(CITY)
    news = city("capture", "Rebels", "Army", "2024-12-02")
    yesterday = changes([infer([vague], TOWN), infer([], CITY)], START, END)
    today = changes([infer([vague, sharp], TOWN), infer([news], CITY)], START, END)
    told = learned(yesterday, today)
    assert [change.place for change in told.new] == [CITY]
    assert told.withdrawn == ()
    ((before, after),) = told.redated
    assert before.between == (day("2024-12-01"), day("2024-12-06"))
    assert after.between == (day("2024-12-03"), day("2024-12-03"))
    assert [change.place for change in learned(today, yesterday).withdrawn] == [CITY]
