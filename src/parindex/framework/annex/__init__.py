"""Annexes of decisions: a framework as the table that officers know, in .xlsx and .docx, both ways.

`export` writes a framework, `read` reads an annex: one that was exported and corrected, or one that was
written by hand. What a file cannot hold, and what was not understood, is listed, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from parindex.files import write_atomically
from parindex.framework.annex import excel, word
from parindex.framework.annex.assemble import Given, Imported, assemble
from parindex.framework.annex.columns import Grid
from parindex.framework.annex.leaves import Unreadable
from parindex.framework.annex.table import table_in
from parindex.framework.annex.wording import words
from parindex.framework.model import Framework, Origin
from parindex.language import Language, Text
from parindex.problems import Findings, Invalid

__all__ = ["Imported", "Unreadable", "export", "read", "words"]

_SUFFIXES = (".xlsx", ".docx")


def export(
    framework: Framework, path: Path, language: Language = "vi", *, bilingual: bool = True, exact: bool = True
) -> None:
    """Write the annex of a framework; the suffix of the path says whether as .xlsx or .docx.

    Parameters
    ----------
    framework : Framework
    path : Path
        Written whole or not at all.
    language : {"vi", "en"}
    bilingual : bool
        In .xlsx, add columns for the other language.
    exact : bool
        Add the small line ``[parindex] …`` where the words alone do not give back the same rule. Without it
        the file is fit to be printed, and reads back whole only together with its framework as `base`.

    Raises
    ------
    Invalid
        The suffix is another, or a text is longer than a cell can be.
    """
    findings = Findings(str(path))
    _check_suffix(path, findings)
    try:
        if path.suffix.lower() == ".xlsx":
            data = excel.workbook_bytes(framework, language, bilingual=bilingual, exact=exact)
        else:
            data = word.document_bytes(framework, language, exact=exact)
    except excel.TooLong as too_long:
        findings.add(
            "annex-cell-too-long",
            f"Mục {too_long.number} dài quá {excel.LONGEST_CELL} ký tự nên không vừa một ô; xuất ra .docx.",
            f"{too_long.number} is longer than the {excel.LONGEST_CELL} characters of a cell; export to .docx.",
        )
        raise Invalid(findings.problems) from None
    write_atomically(path, data)


def read(
    path: Path,
    *,
    code: str,
    programme: str,
    version: str = "",
    title: Text | None = None,
    source: Origin | None = None,
    decimals: int = 2,
    language: Language | None = None,
    base: Framework | None = None,
) -> Imported:
    """Read a framework from an annex.

    Parameters
    ----------
    path : Path
        A file .xlsx or .docx.
    code, programme : str
        Of the new framework.
    version : str
        By default that of the base, else "1".
    title : Text, optional
        By default that of the base, else the first words above the table (.xlsx), else the code.
    source : Source or "illustrative", optional
        The decision that the annex belongs to; by default that of the base, else ``illustrative``.
    decimals : int
        Of the printed index; ranks and groups are taken on the exact index. Not used with a base.
    language : {"vi", "en"}, optional
        Of the main columns; by default that of the headings.
    base : Framework, optional
        The framework that the annex was exported from, or an earlier edition. What an annex does not hold
        is taken from it, and every rule whose words are still the same.

    Returns
    -------
    Imported
        The framework as data, with everything that could not be read and every problem with its row.

    Raises
    ------
    Invalid
        The file cannot be read, or has no table of criteria.
    """
    findings = Findings(str(path))
    _check_suffix(path, findings)
    table = table_in(_grids(path, findings), findings)
    if table is None:
        raise Invalid(findings.problems)
    given = Given(code, programme, version, title, source, decimals, base)
    return assemble(table, language or table.header.language, given, findings)


def _check_suffix(path: Path, findings: Findings) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        findings.add(
            "annex-suffix",
            f"Không biết loại tệp “{path.suffix}”; dùng .xlsx hoặc .docx.",
            f'The kind of file "{path.suffix}" is not known; use .xlsx or .docx.',
        )
        raise Invalid(findings.problems)


def _grids(path: Path, findings: Findings) -> Sequence[Grid]:
    try:
        return excel.grids_in(path) if path.suffix.lower() == ".xlsx" else word.grids_in(path)
    except (*excel.UNREADABLE, *word.UNREADABLE) as error:
        findings.add(
            "annex-unreadable",
            f"Không mở được tệp ({error}); kiểm tra tệp hoặc lưu lại bằng Excel, Word.",
            f"The file cannot be opened ({error}); check it, or save it again with Excel or Word.",
        )
        raise Invalid(findings.problems) from error
