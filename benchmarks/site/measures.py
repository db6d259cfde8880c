"""What is claimed of the site, and what it is compared with."""

from __future__ import annotations

from benchmarks.measure import Measure, Work

SCALE = 10
_WHOLE = (
    "`parindex publish`, a process from start to end on all cores: every round that ships (63 provinces × 95 leaves twice, "
    "the printed rounds of provinces and ministries since 2012), the synthetic survey, the printed SIPAS series; every page in "
    "two languages, every chart, every data file; audio where the programs for it are installed"
)


def _ours(function: str, *arguments: int) -> Work:
    return Work("benchmarks.site.works", function, arguments)


SITES = (
    Measure(
        name="site-cold",
        title="The whole site, nothing kept from before",
        seconds=180.0,
        megabytes=None,
        prepare=_ours("sealed"),
        ours=_ours("cold"),
        peer=_ours("one_core"),
        peer_is="the same on one core",
        limit=_ours("written_again"),
        limit_is="its files written to disk once more",
        how=f"{_WHOLE}. Compared is how many files there are, and how many bytes. One run.",
    ),
    Measure(
        name="site-kept",
        title="The whole site again, pictures kept",
        seconds=20.0,
        megabytes=None,
        prepare=_ours("sealed"),
        ours=_ours("kept"),
        peer=_ours("one_core"),
        peer_is="all anew on one core",
        how="As before, with the cache that the first build left. One run.",
    ),
    Measure(
        name="site-changed",
        title="One unit's figure changed, no rank moved",
        seconds=10.0,
        megabytes=None,
        prepare=_ours("sealed"),
        ours=_ours("changed"),
        peer=_ours("one_core"),
        peer_is="all anew on one core",
        how=(
            "One case file fewer settled on time in Lạng Sơn (3.2.2); the round is computed and sealed before the clock starts, "
            "then the site is published with the cache of the first build. One run."
        ),
    ),
    Measure(
        name="site-units",
        title=f"A round of {63 * SCALE} units",
        seconds=None,
        megabytes=None,
        ours=_ours("of_units", 63 * SCALE),
        peer=_ours("of_units_scaled", 63, SCALE),
        peer_is=f"{63} units, times {SCALE}",
        how="A made-up round of the training framework alone, in two languages; a ratio of 1 is a time that grows as units do.",
        is_large=True,
    ),
    Measure(
        name="site-paint",
        title="First view of a ranking on a slow line",
        seconds=2.5,
        megabytes=None,
        prepare=_ours("sealed"),
        ours=_ours("painted"),
        peer=_ours("painted_bare"),
        peer_is="a page with one heading",
        how=(
            "Largest contentful paint of the ranking of the training round in Chromium, on a telephone's screen, the processor "
            "slowed four times, 1.6 Mbit/s with 150 ms there and back, nothing compressed. The run fails if what is on the page "
            "shifts by 0.1 or more. Median of 5 visits with an empty cache."
        ),
    ),
)
