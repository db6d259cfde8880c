"""Who may be asked in place of whom: the rule of replacement as data, and as the sentence that people go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from parindex.framework.rules import Strict
from parindex.language import Text

Outcome = Literal["not_met", "moved", "refused", "unable", "not_eligible"]
"""What may come of somebody on the main list who did not answer."""
OUTCOMES: Mapping[Outcome, Text] = {
    "not_met": Text(vi="không gặp được", en="could not be met"),
    "moved": Text(vi="đã chuyển đi nơi khác", en="has moved away"),
    "refused": Text(vi="từ chối trả lời", en="refused"),
    "unable": Text(vi="không trả lời được (ốm, đi vắng dài ngày)", en="cannot answer (ill, long away)"),
    "not_eligible": Text(vi="không thuộc đối tượng hỏi", en="is not of those to be asked"),
}


class Replacement(Strict):
    """When the reserve list may be used: always one for one, for somebody of the same last cluster."""

    outcomes: tuple[Outcome, ...] = Field(default=("not_met",), min_length=1)
    """For which outcomes somebody may be replaced."""
    visits: int | None = Field(default=None, ge=1)
    """After how many visits; where nothing is said, those that the rules of the fieldwork ask for."""
    order: Literal["listed", "any"] = "listed"
    """Whether the reserve list is used in its order."""
    most: int | None = Field(default=None, ge=0)
    """How many may be replaced in each last cluster; where nothing is said, as many as its reserve list has."""


def sentence(rule: Replacement, reserve: float) -> Text:
    """Return what an enumerator is told.

    Parameters
    ----------
    rule : Replacement
    reserve : float
        Share of the main list; without any nobody is replaced.
    """
    if not reserve or rule.most == 0:
        return Text(
            vi="Hỏi hết danh sách chính (main). Không thay ai bằng người khác.",
            en="Ask everybody on the main list. Nobody is replaced by another.",
        )
    return Text(vi=_in_vietnamese(rule), en=_in_english(rule))


def _in_vietnamese(rule: Replacement) -> str:
    order = ", theo đúng thứ tự," if rule.order == "listed" else ""
    outcomes = " hoặc ".join(OUTCOMES[outcome].vi for outcome in rule.outcomes)
    visits = "các lần đến như quy định" if rule.visits is None else f"ít nhất {rule.visits} lần đến"
    most = "" if rule.most is None else f" Mỗi cụm thay nhiều nhất {rule.most} người."
    return (
        f"Hỏi hết danh sách chính (main). Chỉ dùng danh sách dự phòng (reserve){order} để thay, một người thay một người,"
        f" cho người cùng cụm {outcomes}, sau {visits}.{most}"
    )


def _in_english(rule: Replacement) -> str:
    order = ", in its order," if rule.order == "listed" else ""
    outcomes = " or ".join(OUTCOMES[outcome].en for outcome in rule.outcomes)
    visits = "the visits that the rules ask for" if rule.visits is None else f"at least {rule.visits} visits"
    most = "" if rule.most is None else f" At most {rule.most} in each cluster."
    return (
        f"Ask everybody on the main list. Use the reserve list{order} one for one, only for somebody of the same cluster"
        f" who {outcomes}, after {visits}.{most}"
    )
