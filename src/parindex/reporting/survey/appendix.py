"""The last section: the sample, what it was worth, how estimates were worked out, and how to do so again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import parindex
from parindex.language import Language, Text
from parindex.reporting.document.blocks import Block, Body, Commands, Heading, Paragraph, Table
from parindex.reporting.numbers import count, number, share_in_percent
from parindex.reporting.survey import method_words as of_method
from parindex.reporting.survey import words
from parindex.reporting.survey.charts import name_of
from parindex.reporting.survey.wording import estimate
from parindex.survey.estimation.flags import MEANING
from parindex.survey.publication import HOLD_BACK, Group, Publication, Ranking


def appendix(publication: Publication, language: Language) -> Iterator[Block]:
    """Yield the blocks of the section."""
    yield Heading(words.APPENDIX.to(language))
    for heading, blocks in (
        (of_method.HOW, _method(publication, language)),
        (of_method.FLAGS, _flags(publication, language)),
        (of_method.ITEM_TABLE, [_items(publication, language)]),
        (of_method.SAMPLE, _samples(publication, language)),
        (of_method.AGAIN, _again(publication, language)),
    ):
        yield Heading(heading.to(language), level=3)
        yield from blocks


def _method(publication: Publication, language: Language) -> Iterator[Block]:
    working = publication.working
    correction = of_method.CORRECTED if working.is_corrected else of_method.NOT_CORRECTED
    for text in of_method.METHOD:
        yield Paragraph(
            text.to(language,
                design=working.design.title.to(language), describes=working.design.describes.to(language),
                interval=of_method.INTERVALS[working.interval].to(language),
                level=share_in_percent(working.level, language), correction=correction.to(language),
                psus=count(working.psus, language), strata=count(working.strata, language),
                lonely_strata=count(working.lonely_strata, language), lonely=of_method.LONELY[working.lonely].to(language),
            )
        )  # fmt: skip
    for ranking in publication.rankings:
        if isinstance(ranking, Ranking):
            yield Paragraph(
                of_method.RANKS_METHOD.to(language,
                    design=ranking.design.title.to(language), freedom=count(ranking.degrees_of_freedom, language),
                    draws=count(ranking.draws, language), seed=ranking.seed,
                )
            )  # fmt: skip


def _flags(publication: Publication, language: Language) -> Iterator[Block]:
    yield Paragraph(of_method.FLAGS_MEANING.to(language))
    few = words.FEWER_THAN.to(language, least=count(publication.survey.smallest_shown, language))
    meaning = {name: MEANING[name].to(language) for name in HOLD_BACK} | {"few_answers": few}
    rows = [(words.WHY[name].to(language), text) for name, text in meaning.items()]
    rows.append((words.TAKE_CARE, MEANING["review"].to(language)))
    yield _table((words.SIGN, words.MEANING), rows, language, "text")


def _items(publication: Publication, language: Language) -> Table:
    """Return every item and node with its estimate for everyone."""
    [everyone] = publication.nation.domains
    rows = []
    for code in publication.nation.measures:
        figure = everyone.figures[code]
        rows.append(
            (
                publication.survey.title_of[code].to(language), estimate(figure, language),
                number(figure.standard_error, language, 2), number(figure.design_effect, language, 1),
                count(figure.answers, language), count(figure.effective_answers, language),
                number(figure.no_answer, language, 1),
            )
        )  # fmt: skip
    heads = (
        words.ITEM, words.ESTIMATE, words.STANDARD_ERROR, words.EFFECT, words.ANSWERS, words.EFFECTIVE,
        words.WITHOUT,
    )  # fmt: skip
    return _table(heads, rows, language)


def _samples(publication: Publication, language: Language) -> Iterator[Block]:
    yield Paragraph(of_method.SAMPLE_MEANING.to(language), look="quiet")
    groups = [publication.nation] + ([publication.units] if publication.units else [])
    rows = [row for group in groups for row in _sample_rows(group, publication.whole, language)]
    heads = (
        words.UNIT, words.PEOPLE, words.PSUS, words.STRATA, words.DEGREES, words.STANDARD_ERROR, words.EFFECT,
        words.EFFECTIVE, words.ALIKE, words.WITHOUT,
    )  # fmt: skip
    yield _table(heads, rows, language)


def _sample_rows(group: Group, whole: str, language: Language) -> Iterator[tuple[str, ...]]:
    for domain in group.domains:
        figure = domain.figures[whole]
        yield (
            name_of(group.grouping, domain.values, language),
            *(count(each, language) for each in (domain.people, domain.psus, domain.strata, domain.degrees_of_freedom)),
            number(figure.standard_error, language, 2), number(figure.design_effect, language, 1),
            count(figure.effective_answers, language), number(figure.intraclass_correlation, language, 3),
            number(figure.no_answer, language, 1),
        )  # fmt: skip


def _again(publication: Publication, language: Language) -> Iterator[Block]:
    yield Paragraph(of_method.RECOMPUTE.to(language, version=parindex.__version__))
    working, level = publication.working, repr(publication.working.level)
    options = f"--lonely {working.lonely} --level {level}"
    design = f"--design {working.design.code} --interval {working.interval}"
    yield Commands(
        (
            "parindex survey check SURVEY",
            f"parindex survey estimate SURVEY {design} {options} --out estimates.csv",
            f"parindex survey ranks SURVEY {options}",
            f"parindex survey report SURVEY {options} --out report.pdf",
        )
    )
    if publication.digests:
        yield _table((words.FILE, words.DIGEST), list(publication.digests.items()), language, "codes")


def _table(
    heads: Sequence[Text], rows: Sequence[tuple[str, ...]], language: Language, body: Body = "numbers"
) -> Table:
    return Table(tuple(head.to(language) for head in heads), tuple(rows), body)
