"""The words of ``chart``."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.language import Text

COMMANDS: Mapping[str, Text] = {
    "chart": Text(
        vi="Vẽ biểu đồ của một kết quả, khảo sát hoặc chuỗi số liệu ra tệp .svg, .png, .csv hoặc .json (Vega-Lite); không có TÊN thì liệt kê các biểu đồ.",
        en="Draw a chart of a result, a survey or a series as .svg, .png, .csv or .json (Vega-Lite); without NAME the charts are listed.",
    )
}
OPTIONS: Mapping[str, Text] = {
    "chart.source": Text(
        vi="Thư mục bản kết quả, đợt đánh giá, khảo sát hoặc chuỗi số liệu, hoặc tên một đợt hay chuỗi đi kèm.",
        en="Folder of a snapshot, round, survey or series, or name of a round or series that ships.",
    ),
    "chart.name": Text(
        vi="Tên biểu đồ; bỏ trống để xem danh sách.", en="Name of the chart; leave it out for the list."
    ),
    "chart.unit": Text(
        vi="Đơn vị được nêu bật; với các đường qua nhiều năm có thể ghi nhiều lần.",
        en="Unit to pick out; for lines over the years it may stand more than once.",
    ),
    "chart.node": Text(
        vi="Mã lĩnh vực, tiêu chí hoặc tiêu chí thành phần; của khảo sát: mã yếu tố hoặc mục hỏi.",
        en="Code of an area, criterion or leaf; of a survey, of a factor or item.",
    ),
    "chart.against": Text(
        vi="Khảo sát hoặc chuỗi số liệu đặt cạnh chỉ số (scatter).",
        en="A survey or series to set the index against (scatter).",
    ),
    "chart.before": Text(
        vi="Đợt của năm trước cho các đường qua nhiều năm; có thể ghi nhiều lần.",
        en="A round of an earlier year, for lines over the years; may stand more than once.",
    ),
    "chart.out": Text(
        vi="Tệp để ghi; phần mở rộng quyết định dạng tệp.", en="File to write; its suffix decides the form."
    ),
    "chart.theme": Text(vi="Nền sáng hay nền tối.", en="Light or dark."),
    "chart.width": Text(vi="Chiều rộng, tính bằng điểm ảnh.", en="Width in pixels."),
}
OF_RESULT: Mapping[str, Text] = {
    "ranking": Text(vi="bảng xếp hạng, kèm tăng giảm", en="the ranking with its changes"),
    "map": Text(vi="bản đồ tỉnh (của một mục: --node)", en="map of the provinces (of a node: --node)"),
    "tiles": Text(vi="lưới ô tỉnh (của một mục: --node)", en="grid of tiles (of a node: --node)"),
    "heat-table": Text(
        vi="đơn vị và lĩnh vực, phần trăm điểm tối đa", en="units by areas, per cent of the maximum"
    ),
    "lost-points": Text(vi="điểm mất của một đơn vị (--unit)", en="where a unit lost points (--unit)"),
    "rank-lines": Text(vi="thứ hạng qua các năm (--before)", en="places over the years (--before)"),
    "score-lines": Text(vi="chỉ số qua các năm (--before)", en="indices over the years (--before)"),
    "change": Text(vi="đợt trước và đợt này", en="the round before and this one"),
    "self-assessment": Text(vi="tự chấm và thẩm định", en="self-assessment and appraisal"),
    "strip": Text(vi="mọi đơn vị trên một mục (--node)", en="all units on a node (--node)"),
    "scatter": Text(
        vi="chỉ số và một mục (--node) hoặc mức hài lòng (--against)",
        en="the index against a node (--node) or satisfaction (--against)",
    ),
}
OF_SURVEY: Mapping[str, Text] = {
    "answers": Text(
        vi="câu trả lời cho các mục hỏi của một yếu tố (--node)",
        en="what was answered to the items of a factor (--node)",
    ),
    "rank-sets": Text(
        vi="các bậc mà mỗi đơn vị có thể giữ (nêu bật: --unit)",
        en="the places that each unit may hold (picked out: --unit)",
    ),
    "map": Text(vi="bản đồ tỉnh (của một yếu tố: --node)", en="map of the provinces (of a factor: --node)"),
    "tiles": Text(vi="lưới ô tỉnh (của một yếu tố: --node)", en="grid of tiles (of a factor: --node)"),
}
OF_SERIES: Mapping[str, Text] = {
    "series-lines": Text(
        vi="cả nước và các đơn vị qua các năm, đứt quãng nơi phương pháp đổi",
        en="the nation and units over the years, broken where the method changed",
    )
}

CHART = Text(vi="Biểu đồ", en="Chart")
SHOWS = Text(vi="Cho thấy", en="Shows")
UNKNOWN_NAME = Text(
    vi="Không có biểu đồ “{name}”. Các biểu đồ: {names}.",
    en='There is no chart "{name}". The charts are: {names}.',
)
NEEDS = Text(vi="Biểu đồ {name} cần thêm {option}.", en="The chart {name} needs {option}.")
TAKES_ONE_UNIT = Text(
    vi="Biểu đồ {name} chỉ nêu bật một đơn vị.", en="The chart {name} picks out one unit only."
)
SUFFIX = Text(
    vi="Không biết ghi dạng “{suffix}”; dùng .svg, .png, .csv hoặc .json.",
    en='"{suffix}" is not a form that can be written; use .svg, .png, .csv or .json.',
)
NO_ITEM = Text(
    vi="Khảo sát {survey} không có yếu tố hoặc mục hỏi “{code}”; có: {codes}.",
    en='The survey {survey} has no factor or item "{code}"; it has: {codes}.',
)
SCALES = Text(
    vi="Các mục hỏi của “{code}” dùng nhiều thang trả lời; hãy vẽ từng mục: {items}.",
    en='The items of "{code}" are answered on several scales; draw one at a time: {items}.',
)
