"""What people answered to each question of a survey, as far as it may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.language import Language, Text
from parindex.site.addresses import Address
from parindex.site.page import Link, Page, Standing
from parindex.site.pages.framing import start
from parindex.site.pages.satisfaction import page_of_satisfaction
from parindex.site.pictures import Picture, of_answers
from parindex.site.survey_data import address_of as address_of_survey
from parindex.survey.publication import Publication

TITLE = Text(vi="Người dân trả lời thế nào", en="What people answered")
SAYS = Text(
    vi="Tỷ lệ chọn từng mức trả lời ở mỗi mục hỏi, kèm số câu trả lời: {title}.",
    en="How many in a hundred chose each answer to each question, with how many answered: {title}.",
)


@dataclass(frozen=True)
class Section:
    """A factor with the answers to its questions."""

    code: str
    name: str
    charts: tuple[Picture, ...]


@dataclass(frozen=True)
class Content:
    """What the page of answers shows."""

    people: int
    smallest: int
    survey: Link
    sections: tuple[Section, ...]


def address_of(report: Publication) -> Address:
    """Return where the answers of a survey stand."""
    return address_of_survey(report).of_kind("answers")


def page(report: Publication, language: Language) -> Page:
    """Return the page of the answers to a survey."""
    title = report.survey.title.to(language)
    survey = Link(title, address_of_survey(report).to(language))
    return Page(
        kind="answers",
        language=language,
        address=address_of(report),
        title=TITLE.to(language),
        description=SAYS.to(language, title=title),
        content=Content(
            people=round(report.nation.domains[0].people),
            smallest=report.survey.smallest_shown,
            survey=survey,
            sections=sections_of(report, language),
        ),
        trail=(start(language), page_of_satisfaction(language), survey),
        standing=Standing(report.survey.data_status, False, False, None),
    )


def sections_of(report: Publication, language: Language) -> tuple[Section, ...]:
    """Return the factors of which answers can be drawn."""
    found = (
        Section(node.code, node.title.to(language), of_answers(report, node, language))
        for node in report.survey.tree.walk()
    )
    return tuple(section for section in found if section.charts)
