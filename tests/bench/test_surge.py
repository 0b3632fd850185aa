"""What is laid into series is the same every time, and detectors are compared at equal false alarms."""

from math import inf

from bench.surge_lay import Baseline, Outbreak, lay
from bench.surge_peers import DEFAULTS, Scored, absent, scores
from bench.surge_score import above, at_most, difference, ours, still

QUIET = Baseline("quiet", tuple([1, 0, 2, 1] * 25), frozenset({90, 91}))


def test_what_is_laid_is_the_same_every_time_and_touches_no_labelled_unit() -> None:
    laid = lay([QUIET], 30)
    assert laid == lay([QUIET], 30)
    assert {one.kind for one in laid} == {"short", "long"}
    for one in laid:
        assert one.start >= QUIET.first
        assert not QUIET.labelled & set(one.weeks)
        assert sum(one.cases) >= 2
        assert one.cases[0] > 0 < one.cases[-1]
        assert sum(one.on(QUIET.counts)) == sum(QUIET.counts) + sum(one.cases)


def test_thresholds_allow_so_many_false_alarms_and_none_more() -> None:
    outbreaks = [Outbreak(0, 80, (3, 3), "short"), Outbreak(0, 84, (9,), "short")]
    clean = [float(place == 90 or place - QUIET.first) for place in range(QUIET.first, 100)]
    scored = Scored([clean], [[18.0, 20.5], [3.0]])
    quiet = len(QUIET.quiet)
    assert quiet == 20
    found = at_most(scored, [QUIET], outbreaks, 2)
    assert (found.false, found.threshold, found.weeks) == (2, 19.0, [2, inf])
    assert (found.share, found.median_week) == (0.5, 2)
    everything = at_most(scored, [QUIET], outbreaks, quiet)
    assert everything.share == 1
    assert above(scored, [QUIET], outbreaks, 100).share == 0
    gap, low, high = difference(everything, found)
    assert (gap, low < gap < high) == (0.5, True)
    assert still(scored, outbreaks, 1) == 0


def test_our_scores_begin_at_the_first_judged_unit_and_at_each_outbreak() -> None:
    outbreaks = lay([QUIET], 4)
    mine = ours([QUIET], outbreaks)
    assert len(mine.clean[0]) == len(QUIET.counts) - QUIET.first
    for its, one in zip(mine.laid, outbreaks, strict=True):
        assert len(its) == min(len(QUIET.counts), one.weeks.stop + 8) - one.start
    unlaid = Outbreak(0, 80, (0,), "short")
    assert ours([QUIET], [unlaid]).laid[0][:9] == mine.clean[0][2:11]


def test_the_peers_score_the_very_same_units_or_say_what_is_missing() -> None:
    if missing := absent():
        assert "r-cran-surveillance" in missing
        return
    found = scores([QUIET], [Outbreak(0, 84, (9, 4), "short")])
    assert set(found) == set(DEFAULTS)
    for its in found.values():
        assert len(its.clean[0]) == len(QUIET.counts) - QUIET.first
        assert len(its.laid[0]) in {2, 10}
    assert max(found["ears_C1"].laid[0][:2]) > max(found["ears_C1"].clean[0][4:6])
