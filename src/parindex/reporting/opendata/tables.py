"""The tables of a result: units, component indices, points of every leaf, the criteria themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from parindex.framework.model import Leaf, Origin, Placed
from parindex.language import Text, decimal_text
from parindex.numbers import points_text
from parindex.reporting.opendata.dataset import DataTable, Field, Value
from parindex.rounds import State
from parindex.rounds.model import STATE_NAMES
from parindex.rounds.values import exact_text
from parindex.scoring import Results, UnitResult

COMPONENT_DECIMALS = 6
POINT_DECIMALS = 6

_UNIT = Field(
    "unit",
    "string",
    Text(vi="Mã đơn vị", en="Unit code"),
    Text(vi="mã không đổi qua các năm", en="the same in every year"),
)
_NODE = Field(
    "node",
    "string",
    Text(vi="Mã tiêu chí", en="Code of the node"),
    Text(vi="như trong bộ chỉ số", en="as in the framework"),
)
_POINTS = Field(
    "points",
    "number",
    Text(vi="Điểm", en="Points"),
    Text(vi="điểm đạt được", en="points achieved"),
    POINT_DECIMALS,
)
STATUS_WORDS = {
    "computed": Text(vi="tính ra", en="computed"),
    "provisional": Text(vi="tạm tính", en="provisional"),
    "published": Text(vi="đã công bố", en="published"),
    "unknown": Text(vi="không rõ ở đây", en="unknown here"),
}
_STATE_WORDS = {state.name.lower(): words for state, words in STATE_NAMES.items()}
_STATES = ", ".join(State(number).name.lower() for number in range(len(State)))
_NAMES = (
    Field("name_vi", "string", Text(vi="Tên", en="Name (Vietnamese)"), Text(vi="tên chính thức", en="official name")),
    Field("name_en", "string", Text(vi="Tên tiếng Anh", en="Name (English)"), Text(vi="không dấu hoặc bản dịch", en="without accents, or translated")),
)  # fmt: skip


def tables_of(results: Results, breaks: Sequence[Text] = ()) -> tuple[DataTable, ...]:
    """Return everything of a result that others can count with, as tables.

    Parameters
    ----------
    results : Results
    breaks : sequence of Text
        Why its changes are on figures of another kind; they stand beside each change.
    """
    return (_units(results, breaks), _components(results), _leaves(results), _criteria(results))


def _number(value: Fraction | None, decimals: int) -> Decimal | None:
    return None if value is None else Decimal(decimal_text(value, decimals))


def _micro(value: int) -> Decimal:
    return Decimal(points_text(value))


def _units(results: Results, breaks: Sequence[Text]) -> DataTable:
    decimals = results.framework.ranking.decimals
    fields = (
        _UNIT,
        *_NAMES,
        Field("region", "string", Text(vi="Vùng", en="Region"), Text(vi="vùng kinh tế – xã hội", en="socio-economic region")),
        Field("rank", "integer", Text(vi="Hạng", en="Rank"), Text(vi="trống: không xếp hạng hoặc chưa biết", en="empty: not ranked, or not known here")),
        Field("index", "number", Text(vi="Chỉ số", en="Index"), Text(vi="làm tròn như bộ chỉ số quy định", en="rounded as the framework says"), decimals),
        Field("index_exact", "string", Text(vi="Chỉ số chính xác", en="Exact index"), Text(vi="số thập phân hoặc phân số", en="a decimal or a quotient"), is_for_programs=True),
        Field("group", "string", Text(vi="Nhóm", en="Group"), Text(vi="mã nhóm trong bộ chỉ số", en="code of the group in the framework")),
        Field("points_change", "number", Text(vi="Thay đổi điểm", en="Change in points"), Text(vi="so với đợt trước", en="on the round before"), decimals),
        Field("places_change", "integer", Text(vi="Thay đổi bậc", en="Change in places"), Text(vi="dương: lên hạng", en="positive: places gained")),
        Field("past_is_combined", "boolean", Text(vi="Quá khứ gộp", en="Combined past"), Text(vi="đợt trước là của các đơn vị hợp thành", en="the past is that of the units it was formed from")),
        Field("comparable", "boolean", Text(vi="So sánh được", en="Comparable"), Text(vi="false: đợt trước đo theo cách khác, thay đổi không phải là tiến bộ hay sa sút; trống: không có thay đổi để so", en="false: the round before was measured differently, so a change is no measure of progress; empty: no change is told")),
        Field("break_vi", "string", Text(vi="Vì sao không so sánh được", en="Why not comparable (Vietnamese)"), Text(vi="đợt trước khác ở chỗ nào", en="how the round before differed, in Vietnamese")),
        Field("break_en", "string", Text(vi="Vì sao không so sánh được, tiếng Anh", en="Why not comparable"), Text(vi="bản dịch", en="how the round before differed")),
        Field("status", "string", Text(vi="Trạng thái", en="Status"), Text(vi="computed: tính ra; provisional: tạm tính; published: đã công bố; unknown: không rõ ở đây", en="computed; provisional: some cells not yet scored; published: printed; unknown here"), words=STATUS_WORDS),
    )  # fmt: skip
    title = Text(vi="Kết quả từng đơn vị", en="Results by unit")
    return DataTable(
        "units",
        title,
        fields,
        ("unit",),
        tuple(_unit_row(unit, decimals, breaks) for unit in results.ordered),
    )


def _unit_row(result: UnitResult, decimals: int, breaks: Sequence[Text]) -> tuple[Value, ...]:
    unit, change = result.unit, result.change
    reasons = breaks if change else ()
    return (
        unit.code,
        unit.name.vi,
        unit.name.en,
        unit.region.vi if unit.region else None,
        result.rank,
        _number(result.index, decimals),
        exact_text(result.index),
        result.group or None,
        _number(change.points, decimals) if change else None,
        change.places if change else None,
        change.is_combined if change else None,
        not breaks if change else None,
        " ".join(reason.vi for reason in reasons) or None,
        " ".join(reason.en for reason in reasons) or None,
        result.status,
    )


def _components(results: Results) -> DataTable:
    fields = (
        _UNIT,
        _NODE,
        _POINTS,
        Field("component", "number", Text(vi="Chỉ số thành phần", en="Component index"), Text(vi="100 × điểm ÷ điểm tối đa áp dụng", en="100 × points ÷ applicable maximum"), COMPONENT_DECIMALS),
    )  # fmt: skip
    title = Text(vi="Chỉ số thành phần", en="Component indices")
    return DataTable("components", title, fields, ("unit", "node"), tuple(_component_rows(results)))


def _component_rows(results: Results) -> Iterator[tuple[Value, ...]]:
    for placed in results.framework.nodes:
        code = placed.node.code
        earned = results.scores.earned(results.framework.leaves_under(code)).tolist()
        for unit, points, value in zip(results.scores.units, earned, results.components(code), strict=True):
            known = None if value is None else _micro(points)
            yield unit.code, code, known, _number(value, COMPONENT_DECIMALS)


def _leaves(results: Results) -> DataTable:
    fields = (
        _UNIT,
        _NODE,
        Field("state", "string", Text(vi="Tình trạng", en="State"), Text(vi=f"một trong {_STATES}: bốn điều khác nhau", en=f"one of {_STATES}: four different things"), words=_STATE_WORDS),
        _POINTS,
        Field("lost", "number", Text(vi="Điểm mất", en="Lost points"), Text(vi="điểm tối đa trừ điểm", en="maximum less points"), POINT_DECIMALS),
        Field("deducted", "number", Text(vi="Điểm trừ", en="Deducted"), Text(vi="trừ sau thẩm định", en="taken after appraisal"), POINT_DECIMALS),
    )  # fmt: skip
    title = Text(vi="Điểm từng tiêu chí", en="Points of every leaf")
    return DataTable("leaves", title, fields, ("unit", "node"), tuple(_leaf_rows(results)))


def _leaf_rows(results: Results) -> Iterator[tuple[Value, ...]]:
    scores = results.scores
    known = scores.known_maximum.tolist()
    codes = [leaf.code for leaf in results.framework.leaves]
    for row, unit in enumerate(scores.units):
        cells = zip(
            codes,
            known,
            scores.state[row].tolist(),
            scores.points[row].tolist(),
            scores.lost[row].tolist(),
            scores.deducted[row].tolist(),
            strict=True,
        )
        for code, has_maximum, state, points, lost, deducted in cells:
            yield (
                unit.code,
                code,
                State(state).name.lower(),
                _micro(points) if state == State.SCORED else None,
                _micro(lost) if state == State.SCORED and has_maximum else None,
                _micro(deducted) if state == State.SCORED else None,
            )


def _criteria(results: Results) -> DataTable:
    fields = (
        _NODE,
        Field("above", "string", Text(vi="Thuộc", en="Above"), Text(vi="mã mục chứa nó", en="code of the node that holds it")),
        Field("level_vi", "string", Text(vi="Cấp", en="Level (Vietnamese)"), Text(vi="lĩnh vực, tiêu chí, tiêu chí thành phần …", en="area, criterion, sub-criterion … in Vietnamese")),
        Field("level_en", "string", Text(vi="Cấp, tiếng Anh", en="Level"), Text(vi="bản dịch", en="area, criterion, sub-criterion …")),
        Field("title_vi", "string", Text(vi="Tên", en="Title (Vietnamese)"), Text(vi="như trong bộ chỉ số", en="as in the framework")),
        Field("title_en", "string", Text(vi="Tên tiếng Anh", en="Title (English)"), Text(vi="bản dịch", en="translated")),
        Field("max_points", "number", Text(vi="Điểm tối đa", en="Maximum points"), Text(vi="trống: chưa công bố", en="empty: not published"), POINT_DECIMALS),
        Field("rule", "string", Text(vi="Cách chấm", en="Rule"), Text(vi="loại quy tắc; trống nếu không chấm trực tiếp", en="kind of rule; empty where it is not scored itself")),
        Field("source", "string", Text(vi="Nguồn", en="Source"), Text(vi="văn bản; illustrative: minh hoạ, không phải văn bản chính thức", en="document; illustrative: not the official text")),
    )  # fmt: skip
    rows = tuple(_criterion_row(results, placed) for placed in results.framework.nodes)
    return DataTable("criteria", Text(vi="Bộ chỉ số", en="The framework"), fields, ("node",), rows)


def _criterion_row(results: Results, placed: Placed) -> tuple[Value, ...]:
    node = placed.node
    return (
        node.code,
        placed.above[-1].code if placed.above else None,
        results.framework.level_of(placed.depth, "vi"),
        results.framework.level_of(placed.depth, "en"),
        node.title.vi,
        node.title.en,
        node.maximum,
        node.rule.type if isinstance(node, Leaf) else None,
        _origin(placed.source or results.framework.source),
    )


def _origin(source: Origin) -> str:
    return source if isinstance(source, str) else source.document.vi
