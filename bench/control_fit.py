"""How well each fitted parameter's neighbours do on the simulated wars.

    python -m bench.control_fit [NAME …]

Prints the mean Brier score and the worst calibration error over all settings for several values
of each parameter, the others at their defaults; the wars are other than those of the benchmark.
"""

import sys

from attrs import evolve
from bench.control_sim import score
from bench.simulate import SETTINGS

from whoholds.control import DEFAULT, Parameters

SEEDS = (101, 102)
GRID: dict[str, tuple[float, ...]] = {
    "hazard": (1 / 750, 1 / 1500, 1 / 2000, 1 / 4000),
    "hazard_contested": (1 / 50, 1 / 100, 1 / 200, 1 / 400),
    "own_side": (0.4, 0.5, 0.6, 0.8),
    "loser_before": (0.5, 0.7, 0.9, 0.95),
    "winner_not_before": (0.3, 0.5, 0.7, 0.9),
    "hold_start": (0.3, 0.5, 0.8),
    "possible": (0.4, 0.6, 0.8),
    "same_event_days": (3, 7, 14),
}


def judged(parameters: Parameters) -> tuple[float, float]:
    """(mean Brier score, worst calibration error) over the settings."""
    scores = [score(setting, SEEDS, parameters) for setting in SETTINGS]
    return sum(one.brier for one in scores) / len(scores), max(one.ece for one in scores)


def main(names: list[str]) -> None:
    print("| parameter | value | mean Brier | worst calibration error |\n| --- | --- | --- | --- |")
    for name in names or GRID:
        for value in GRID[name]:
            brier, worst = judged(evolve(DEFAULT, **{name: value}))
            mark = " (default)" if getattr(DEFAULT, name) == value else ""
            print(f"| {name} | {value:.5g}{mark} | {brier:.4f} | {worst:.3f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
