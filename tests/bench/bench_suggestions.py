"""How often the true repair comes first, by kind of fault, and what a report's Suggestions cost."""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.suggestions import suggest
from tests.bench._corruption import Experiment, cases, experiments
from tests.factories import report_of, review_of


def run(experiment: Experiment) -> tuple[int, int, int, int, list[float]]:
    """Cases, true repair first, identifiable cases, true repair first among these, milliseconds each."""
    total = first = identifiable = first_identifiable = 0
    times = []
    for case in cases(experiment):
        printed = case.right if experiment.is_source_right else None
        review = review_of(report_of(case.form, case.faulty, printed=printed))
        started = perf_counter()
        suggestions = suggest(review)
        times.append((perf_counter() - started) * 1000)
        is_first = bool(suggestions) and suggestions[0].cells == case.repair
        total += 1
        first += is_first
        identifiable += case.is_identifiable
        first_identifiable += is_first and case.is_identifiable
    return total, first, identifiable, first_identifiable, times


def main() -> None:
    """Print one line an experiment."""
    print(
        f"{'fault':55} {'cases':>6} {'first':>7} {'goal':>6}   identifiable, first of these   ms p50 / p99"
    )
    missed = False
    for experiment in experiments():
        total, first, known, first_known, times = run(experiment)
        times.sort()
        share = f"{first_known / known:7.2%}" if known else "      -"
        print(
            f"{experiment.name:55} {total:6} {first / total:7.2%} {experiment.goal:6.0%}   "
            f"{known / total:8.2%} {share}          {median(times):8.1f} / {times[int(len(times) * 0.99)]:.1f}"
        )
        missed = missed or first / total < experiment.goal
    if missed:
        print("A goal is missed.")
        sys.exit(1)


if __name__ == "__main__":
    main()
