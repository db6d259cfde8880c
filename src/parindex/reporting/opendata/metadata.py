"""Who publishes what under which number, date and licence; how to cite it; what search engines are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from parindex.framework.rules import Strict
from parindex.language import LANGUAGES, Language, Sentence, Text, seen
from parindex.rounds.model import DataStatus, Kind, RoundInfo
from parindex.rounds.status import STATUS_SENTENCES

Basis = Kind | Literal["estimated"]
"""How figures came about."""


class Licence(Strict):
    """Terms of use: for programs a code and a link, for people one statement that stands everywhere."""

    code: Sentence
    link: Annotated[Sentence, StringConstraints(pattern="^https?://")]
    words: Text


CC_BY = Licence(
    code="CC-BY-4.0",
    link="https://creativecommons.org/licenses/by/4.0/",
    words=Text(
        vi="Giấy phép dự kiến, chờ cơ quan công bố xác nhận: Creative Commons Ghi công 4.0 (CC BY 4.0).",
        en="Intended licence, to be confirmed by the publisher: Creative Commons Attribution 4.0 (CC BY 4.0).",
    ),
)
"""What holds until the publisher says otherwise."""


@dataclass(frozen=True)
class Metadata:
    """What is to know of a released dataset besides its numbers; in words without signs that nobody sees.

    Attributes
    ----------
    code : str
        Of the round, survey or series.
    release : str
        Its number ("2019.1", "2019.1.1"); empty for what has no releases.
    digest : str
        Of the sealed snapshot, else of the tables: the same digest, the same result.
    issued : date or None
        Day of the release; None where it has none yet.
    publisher : Text or None
        None where nobody has put a name to it.
    address : str
        Of the dataset's page; empty where the site has no address of its own yet.
    place : Text or None
        Where the units are; None where the publisher does not say.
    """

    code: str
    title: Text
    year: int
    kind: Basis
    status: DataStatus
    release: str
    digest: str
    issued: date | None = None
    publisher: Text | None = None
    licence: Licence = CC_BY
    address: str = ""
    sources: tuple[tuple[Text, str], ...] = ()
    """Documents that figures were read in, with their links ("" where there is none)."""
    place: Text | None = None
    first_year: int | None = None
    """Where the data are of several years."""

    @property
    def years(self) -> tuple[int, ...]:
        """The year, or the first and the last."""
        return tuple(dict.fromkeys((self.first_year or self.year, self.year)))

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", _seen(self.title))
        object.__setattr__(self, "sources", tuple((_seen(title), seen(link)) for title, link in self.sources))


def _seen(text: Text) -> Text:
    return Text.model_construct(vi=seen(text.vi), en=seen(text.en))


KINDS: dict[Basis, Text] = {
    "transcribed": Text(
        vi="chép lại: chỉ có số đã in, không tính lại được từ số liệu đầu vào",
        en="transcribed: printed figures only, which cannot be recomputed from inputs",
    ),
    "reconciled": Text(
        vi="đối chiếu: tổng đã in đặt cạnh tổng tính lại từ các phần đã in",
        en="reconciled: printed totals beside totals recomputed from printed parts",
    ),
    "recomputable": Text(
        vi="tính lại được: mọi con số được tính từ số liệu đầu vào kèm theo",
        en="recomputable: every figure follows from the inputs that come with it",
    ),
    "estimated": Text(
        vi="ước lượng: tính từ mẫu khảo sát, mỗi số kèm khoảng tin cậy",
        en="estimated: from a sample, each figure with its interval",
    ),
}
_NO_PUBLISHER = Text(vi="chưa ghi cơ quan công bố", en="publisher not stated")
_RELEASE = Text(vi="Bản", en="Release")


def metadata_of(
    info: RoundInfo,
    release: str,
    digest: str,
    *,
    issued: date | None = None,
    publisher: Text | None = None,
    licence: Licence = CC_BY,
    address: str = "",
    place: Text | None = None,
) -> Metadata:
    """Return what is to know of a released round: what the round says of itself, and what its publisher adds."""
    return Metadata(
        code=info.code,
        title=info.title,
        year=info.year,
        kind=info.kind,
        status=info.data_status,
        release=release,
        digest=digest,
        issued=issued,
        publisher=publisher,
        licence=licence,
        address=address,
        place=place,
        sources=tuple((source.document, source.link or "") for source in info.sources),
    )


def citation(about: Metadata, language: Language) -> str:
    """Return how to cite the dataset, in one line."""
    publisher = (about.publisher or _NO_PUBLISHER).to(language)
    parts = [
        f"{publisher}. {about.title.to(language)}",
        *([f"{_RELEASE.to(language)} {about.release}"] if about.release else []),
        *([about.issued.isoformat()] if about.issued else []),
        f"SHA-256 {about.digest}",
        *([about.address] if about.address else []),
    ]
    return ". ".join(parts) + "."


def bibtex(about: Metadata, language: Language) -> str:
    """Return the same for reference managers."""
    fields = {
        "title": about.title.to(language),
        "author": (about.publisher or _NO_PUBLISHER).to(language),
        "year": str(about.issued.year if about.issued else about.year),
        **({"version": about.release} if about.release else {}),
        "note": f"SHA-256 {about.digest}",
        **({"url": about.address} if about.address else {}),
    }
    lines = [f"  {name} = {{{_braced(value)}}}," for name, value in fields.items()]
    key = "-".join(filter(None, (about.code, about.release)))
    return "\n".join((f"@misc{{{key},", *lines, "}")) + "\n"


def _braced(text: str) -> str:
    """Return a text in which no brace is left open and no command begins."""
    return "".join(letter for letter in text if letter not in "{}\\")


def json_ld(about: Metadata, downloads: dict[str, str], language: Language) -> dict[str, Any]:
    """Return the dataset as schema.org describes one, for search engines.

    Parameters
    ----------
    downloads : dict of address to media type
        As they are seen from the page that this stands on.
    """
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.title.to(language),
        "description": f"{about.title.to(language)}. {STATUS_SENTENCES[about.status].to(language)} {KINDS[about.kind].to(language).capitalize()}.",
        "identifier": f"sha256:{about.digest}",
        "temporalCoverage": "/".join(map(str, about.years)),
        "inLanguage": list(LANGUAGES),
        "license": about.licence.link,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": link, "encodingFormat": media}
            for link, media in downloads.items()
        ],
    }
    if about.place:
        described["spatialCoverage"] = {"@type": "Place", "name": about.place.to(language)}
    if about.release:
        described["version"] = about.release
    if about.address:
        described["url"] = about.address
    if about.issued:
        described["datePublished"] = about.issued.isoformat()
    if about.publisher:
        described["creator"] = {"@type": "Organization", "name": about.publisher.to(language)}
    return described
