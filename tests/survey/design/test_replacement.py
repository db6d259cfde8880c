"""The rule of replacement: what it says by default, and every part of it."""

import pytest
from pydantic import ValidationError

from parindex.language import Text
from parindex.survey.design.replacement import OUTCOMES, Replacement, sentence


def test_by_default_in_order_for_those_who_could_not_be_met() -> None:
    assert sentence(Replacement(), 0.1) == Text(
        vi="Hỏi hết danh sách chính (main). Chỉ dùng danh sách dự phòng (reserve), theo đúng thứ tự, để thay, một người thay một người, cho người cùng cụm không gặp được, sau các lần đến như quy định.",
        en="Ask everybody on the main list. Use the reserve list, in its order, one for one, only for somebody of the same cluster who could not be met, after the visits that the rules ask for.",
    )


def test_every_part_of_the_rule_is_in_the_sentence() -> None:
    rule = Replacement(outcomes=("not_met", "refused"), visits=3, order="any", most=2)
    assert sentence(rule, 0.1) == Text(
        vi="Hỏi hết danh sách chính (main). Chỉ dùng danh sách dự phòng (reserve) để thay, một người thay một người, cho người cùng cụm không gặp được hoặc từ chối trả lời, sau ít nhất 3 lần đến. Mỗi cụm thay nhiều nhất 2 người.",
        en="Ask everybody on the main list. Use the reserve list one for one, only for somebody of the same cluster who could not be met or refused, after at least 3 visits. At most 2 in each cluster.",
    )
    everything = sentence(Replacement(outcomes=tuple(OUTCOMES)), 0.1)
    assert all(each.vi in everything.vi and each.en in everything.en for each in OUTCOMES.values())


@pytest.mark.parametrize(("rule", "reserve"), [(Replacement(), 0.0), (Replacement(most=0), 0.1)])
def test_without_a_reserve_nobody_is_replaced(rule: Replacement, reserve: float) -> None:
    assert sentence(rule, reserve).en == "Ask everybody on the main list. Nobody is replaced by another."


@pytest.mark.parametrize(
    "bad", [{"outcomes": []}, {"outcomes": ["busy"]}, {"visits": 0}, {"most": -1}, {"order": "x"}]
)
def test_a_rule_that_says_nothing_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Replacement.model_validate(bad)
