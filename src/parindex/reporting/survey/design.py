"""The report of a draw: how it was made, and what it can be expected to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parindex.language import Language, Text
from parindex.reporting.document.blocks import Block, Body, Document, Heading, Paragraph, Table
from parindex.reporting.document.words import PAGE, TRAINING
from parindex.reporting.numbers import number
from parindex.reporting.survey import design_words as words
from parindex.survey.design.draw import Draw
from parindex.survey.design.model import SampleDesign
from parindex.survey.design.precision import FEW_DEGREES, Expected, alternatives, expected
from parindex.survey.design.replacement import sentence

MOST_NAMED = 5


def design_document(design: SampleDesign, draw: Draw, language: Language) -> Document:
    """Return the report of a draw in one language."""
    return Document(
        language=language,
        title=f"{words.TITLE.to(language)}: {design.title.to(language)}",
        subtitle=design.code,
        warning=TRAINING.to(language) if design.data_status == "training" else "",
        page=PAGE.to(language),
        blocks=tuple(_Story(design, draw, language).blocks()),
    )


class _Story:
    def __init__(self, design: SampleDesign, draw: Draw, language: Language) -> None:
        self.design, self.draw, self.language = design, draw, language
        self.strata = expected(design, draw)

    def blocks(self) -> Iterator[Block]:
        yield Heading(self.say(words.HOW))
        yield from self.how()
        yield Heading(self.say(words.PRECISION))
        yield from self.precision()
        yield Heading(self.say(words.OTHERS))
        yield self.others()
        yield Heading(self.say(words.REPEAT))
        yield self.digests()

    def say(self, text: Text, **blanks: object) -> str:
        return text.to(self.language, **blanks)

    def number(self, value: float, decimals: int = 1) -> str:
        return number(value, self.language, decimals)

    def table(self, heads: Sequence[Text], rows: Sequence[tuple[str, ...]], body: Body = "numbers") -> Table:
        return Table(tuple(self.say(head) for head in heads), tuple(rows), body)

    def how(self) -> Iterator[Block]:
        record = self.draw.record
        yield self.table(
            words.STAGE_HEADS,
            [
                (
                    stage.title.to(self.language),
                    self.say(words.METHODS[stage.method]),
                    str(record["drawn"][stage.code]),
                    str(record["reserve"]) if stage is self.design.stages[-1] else "",
                )
                for stage in self.design.stages
            ],
        )
        yield Paragraph(
            self.say(
                words.DRAWN, main=record["main"], reserve=record["reserve"], frame=record["frame_rows"],
                excluded=record["excluded"],
            )
        )  # fmt: skip
        yield Paragraph(sentence(self.design.replacement, self.design.reserve).to(self.language))
        strangers = record["not_in_frame"]
        if strangers["ids"]:
            named = ", ".join(strangers["first"])
            yield Paragraph(self.say(words.NOT_IN_FRAME, ids=strangers["ids"], first=named))
        short = self.draw.shortfalls
        if short:
            named = ", ".join(label for label, _, _ in short[:MOST_NAMED])
            named += " …" if len(short) > MOST_NAMED else ""
            yield Paragraph(self.say(words.SHORT, count=len(short), named=named))
        for note in self.design.notes:
            yield Paragraph(note.to(self.language), look="quiet")

    def precision(self) -> Iterator[Block]:
        doubtful = sum(each.is_doubtful for each in self.strata)
        if doubtful:
            text = self.say(words.DOUBTFUL, doubtful=doubtful, all=len(self.strata), least=FEW_DEGREES)
            yield Paragraph(text, look="framed")
        design = self.design
        yield Paragraph(
            self.say(
                words.ASSUMED, share=self.number(100 * design.expected_share, 0),
                icc=self.number(design.expected_icc, 2), response=self.number(100 * design.expected_response, 0),
            )
        )  # fmt: skip
        yield Paragraph(self.say(words.TWO_MARGINS), look="quiet")
        yield self.table(words.HEADS, [self.stratum(each) for each in self.strata])

    def stratum(self, of: Expected) -> tuple[str, ...]:
        counts = (of.people, of.psus, of.clusters, of.degrees_of_freedom)
        exact = (of.effect, of.margin_of_psus, of.margin_of_clusters)
        return (of.stratum, *(str(each) for each in counts), *(self.number(each) for each in exact))

    def others(self) -> Table:
        middle = sorted(each.answers for each in self.strata)[len(self.strata) // 2]
        return self.table(
            words.OTHER_HEADS,
            [
                (
                    str(each.per_cluster),
                    str(each.clusters),
                    self.number(each.effect),
                    self.number(each.margin),
                )
                for each in alternatives(self.design, middle)
            ],
        )

    def digests(self) -> Table:
        record = self.draw.record
        listed = [
            ("seed", record["seed"]),
            ("design", record["design_sha256"]),
            ("sample", record["sample_sha256"]),
        ]
        listed += [(each["file"], each["sha256"]) for each in record["frame"]]
        return self.table(words.REPEAT_HEADS, [(name, str(value)) for name, value in listed], "codes")
