"""The report in one paragraph: plain sentences made from its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parindex.language import Language, Text
from parindex.reporting.numbers import DASH, count, number, share_in_percent
from parindex.reporting.survey import words
from parindex.reporting.survey.wording import changed, probability
from parindex.survey.publication import Changes, Figure, Group, Publication, Ranking, Unranked

Named = tuple[str, Figure]


def summary(publication: Publication, language: Language) -> str:
    """Return the paragraph."""
    return " ".join(_Summary(publication, language).sentences())


def ranking_sentence(ranking: Ranking | Unranked, language: Language) -> str:
    """Say how far units can be ranked under a design, and what that is about."""
    title, describes = (text.to(language) for text in (ranking.design.title, ranking.design.describes))
    if isinstance(ranking, Unranked):
        return words.NO_RANKS.to(language, design=title, why=ranking.why.to(language))
    unable, units = ranking.cannot_be_ranked, ranking.units
    text = words.RANKED
    if unable:
        text = words.NONE_RANKED if unable == units else words.NOT_RANKED
    return text.to(
        language, design=title, describes=describes, units=count(unable, language), all=count(units, language)
    )


class _Summary:
    def __init__(self, publication: Publication, language: Language) -> None:
        self.publication, self.language = publication, language
        self.everyone = publication.nation.domains[0]

    def sentences(self) -> Iterator[str]:
        yield self.headline()
        tree = self.publication.survey.tree
        parts = [(part.title.to(self.language), self.everyone.figures[part.code]) for part in tree.children]
        yield from self.extremes(words.PARTS, parts)
        if self.publication.units is not None:
            yield from self.of_units(self.publication.units)
        for ranking in self.publication.rankings:
            yield ranking_sentence(ranking, self.language)
        if self.publication.changes is not None:
            yield from self.changed(self.publication.changes)

    def say(self, text: Text, **blanks: object) -> str:
        return text.to(self.language, **blanks)

    def number(self, value: float | None, decimals: int = 2) -> str:
        return number(value, self.language, decimals)

    def headline(self) -> str:
        figure = self.everyone.figures[self.publication.whole]
        text = words.HEADLINE_HELD_BACK if figure.estimate is None else words.HEADLINE
        if figure.estimate is not None and figure.lower is None:
            text = words.HEADLINE_ALONE
        working = self.publication.working
        return self.say(
            text, measure=self.publication.survey.tree.title.to(self.language),
            value=self.number(figure.estimate), level=share_in_percent(working.level, self.language),
            low=self.number(figure.lower, 1), high=self.number(figure.upper, 1),
            people=count(self.everyone.people, self.language), psus=count(working.psus, self.language), strata=count(working.strata, self.language),
            describes=working.design.describes.to(self.language),
        )  # fmt: skip

    def extremes(self, text: Text, named: Sequence[Named]) -> Iterator[str]:
        """Say which estimate is the highest and which the lowest, of those that are shown."""
        shown = [(figure.estimate, name) for name, figure in named if figure.estimate is not None]
        if len(shown) > 1:
            (worst_value, worst), (best_value, best) = min(shown), max(shown)
            yield self.say(
                text, best=best, best_value=self.number(best_value),
                worst=worst, worst_value=self.number(worst_value),
            )  # fmt: skip

    def of_units(self, group: Group) -> Iterator[str]:
        grouping, whole = group.grouping, self.publication.whole
        named = [
            (grouping.name_of(domain.values, self.language), domain.figures[whole])
            for domain in group.domains
        ]
        yield from self.extremes(words.EXTREMES, named)
        held_back = group.held_back(whole)
        if held_back:
            yield self.say(
                words.SOME_HELD_BACK,
                units=count(len(held_back), self.language),
                all=count(len(group.domains), self.language),
            )

    def changed(self, changes: Changes) -> Iterator[str]:
        earlier = changes.earlier.title.to(self.language)
        if changes.why_not is not None:
            yield self.say(words.NOT_COMPARED, survey=earlier, why=changes.why_not.to(self.language))
            return
        for change in changes.rows:
            if not change.values and change.estimate is not None:
                sure = change.p_value is not None and change.p_value < 1 - self.publication.working.level
                text = words.CHANGED if sure else words.NOT_SURELY_CHANGED
                yield self.say(
                    text, survey=earlier, change=changed(change, self.language) or DASH,
                    p=probability(change.p_value, self.language),
                )  # fmt: skip
