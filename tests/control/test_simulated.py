"""The method against the two usual shortcuts on simulated wars, and its calibration there."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # the simulator lies outside the package

from bench.control_sim import Score, calibration_error, score
from bench.simulate import SETTINGS, Setting, day_of, war

SEED = 11
SCORES: dict[str, Score] = {}


def scored(setting: Setting) -> Score:
    if setting.name not in SCORES:
        SCORES[setting.name] = score(setting, [SEED])
    return SCORES[setting.name]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_it_beats_both_shortcuts(setting: Setting) -> None:
    found = scored(setting)
    assert found.accuracy > max(found.newest, found.majority)
    assert found.brier < found.brier_newest
    if setting.copies > 1 and setting.partisans:
        assert found.accuracy >= max(found.newest, found.majority) + 0.05


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_its_probabilities_mean_what_they_say(setting: Setting) -> None:
    # The bar of 0.05 is for the benchmark's pooled wars; one war alone strays a little more.
    assert scored(setting).ece <= 0.07


def test_the_same_seed_is_the_same_war() -> None:
    setting = SETTINGS[-1]
    first, again, other = (next(iter(war(setting, seed))) for seed in (1, 1, 2))
    assert first.truth == again.truth
    assert first.evidence == again.evidence
    assert first.evidence != other.evidence


def test_the_simulator_keeps_to_its_rules() -> None:
    setting = SETTINGS[-1]
    for town in list(war(setting, 3))[:20]:
        assert len(town.holders(setting.days)) == setting.days
        days = [day for day, _ in town.truth]
        assert days == sorted(set(days))
        for one in town.evidence:
            assert one.published is not None
            assert one.published < day_of(setting.days)


def test_calibration_error_by_hand() -> None:
    import numpy as np

    # Said 0.9 and right 3 times of 4; said 0.5 and right 1 time of 2.
    top = np.array([0.9, 0.9, 0.9, 0.9, 0.55, 0.55])
    hit = np.array([True, True, True, False, True, False])
    assert calibration_error(top, hit) == pytest.approx(4 / 6 * 0.15 + 2 / 6 * 0.05)
