"""A sample design as data: ``design.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, field_validator, model_validator

from parindex.documents import Unfit
from parindex.framework.model import FrameworkCode
from parindex.framework.rules import Strict
from parindex.language import Text
from parindex.survey.design.replacement import Replacement
from parindex.survey.model import Code, Column, DataStatus

Method = Literal["simple", "systematic", "by_size", "all"]
"""``by_size``: systematic with probability proportional to size; ``all``: a census of what is below."""


class Stage(Strict):
    """One stage of selection, within each unit drawn at the stage above (or each stratum, at the first)."""

    code: Code
    title: Text
    unit: Column
    """Column of the frame with the ids of the units of this stage."""
    method: Method
    take: int | Mapping[str, int] | None = None
    """How many; or by class (see `SampleDesign.class_column`). None where all are taken, and at the last stage where
    the size rule says how many."""
    size: Column | None = None
    """Column with the size measure, for ``by_size``, the same in all rows of a unit; the number of rows below where there
    is none."""

    @field_validator("take")
    @classmethod
    def _takes_someone(cls, take: int | Mapping[str, int] | None) -> int | Mapping[str, int] | None:
        numbers = [1 if take is None else take] if isinstance(take, int | None) else [*take.values()]
        if not numbers or min(numbers) < 1:
            raise Unfit(
                "Mỗi bước phải lấy ít nhất 1; để lấy tất cả, ghi method: all và bỏ take.",
                "Each stage takes 1 or more; to take all, say method: all and remove take.",
            )
        return take

    @property
    def by_class(self) -> Mapping[str, int]:
        """How many by class; nothing where one number holds for all."""
        return self.take if isinstance(self.take, Mapping) else {}


class SizeRule(Strict):
    """How many are to be drawn at the last stage in each stratum."""

    rule: Literal["guideline", "margin"]
    error: float = Field(default=0.05, gt=0, lt=1)
    """e of the guideline, or half of the interval."""
    share: float = Field(default=0.5, gt=0, lt=1)
    level: float = Field(default=0.95, gt=0.5, lt=1)


class SampleDesign(Strict):
    """What ``design.yaml`` says."""

    format: Literal["parindex-design/1"]
    code: FrameworkCode
    title: Text
    data_status: DataStatus
    strata: tuple[Column, ...] = Field(min_length=1)
    class_column: Column | None = None
    """Column whose values (class of province, say) the numbers to take may hang on."""
    stages: tuple[Stage, ...] = Field(min_length=1)
    size: SizeRule | None = None
    seed: int = Field(ge=0)
    reserve: float = Field(default=0.0, ge=0, le=5)
    """Reserve list, as a share of the main list of each last cluster."""
    replacement: Replacement = Replacement()
    """When it may be used."""
    expected_share: float = Field(default=0.5, gt=0, lt=1)
    expected_icc: float = Field(default=0.1, ge=0, lt=1)
    expected_response: float = Field(default=1.0, gt=0, le=1)
    notes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> SampleDesign:
        for number, stage in enumerate(self.stages):
            last = number == len(self.stages) - 1
            if stage.method == "all" and stage.take is not None:
                raise ValueError(f"stages.{number}: 'all' takes all; remove 'take'")
            if stage.method != "all" and stage.take is None and not (last and self.size is not None):
                raise ValueError(
                    f"stages.{number}: say how many to take, or give a size rule for the last stage"
                )
            if isinstance(stage.take, Mapping) and self.class_column is None:
                raise ValueError(f"stages.{number}: numbers by class need 'class_column'")
            if stage.method == "by_size" and last:
                raise ValueError(f"stages.{number}: the last stage has no size to go by")
        return self

    @property
    def ids(self) -> tuple[str, ...]:
        """Columns with the ids of strata and of the units of all stages."""
        return tuple(dict.fromkeys((*self.strata, *(stage.unit for stage in self.stages))))

    @property
    def codes(self) -> tuple[str, ...]:
        """Columns of the frame that hold codes: ids, and the class where there is one."""
        return tuple(dict.fromkeys((*self.ids, *([self.class_column] if self.class_column else []))))

    def take(self, stage: Stage, of_class: str) -> int | None:
        """Return how many to take at a stage in a unit of a class; None where that is not given."""
        return stage.by_class.get(of_class) if isinstance(stage.take, Mapping) else stage.take
