"""Every fixed word about surveys: help, labels, sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parindex.language import Text

Texts = Mapping[str, Text]

COMMANDS: Texts = {
    "survey": Text(
        vi="Khảo sát hài lòng: kiểm tra, ước lượng có sai số, tập thứ hạng.",
        en="Satisfaction surveys: checks, estimates with their errors, sets of ranks.",
    ),
    "survey synthetic": Text(
        vi="Tạo một cuộc khảo sát giả lập của 63 tỉnh để tập huấn và thử.",
        en="Make a synthetic survey of 63 provinces to train and try with.",
    ),
    "survey check": Text(
        vi="Liệt kê mọi lỗi của thư mục khảo sát và dữ liệu trong đó.",
        en="List everything that is wrong with survey folders and their microdata.",
    ),
    "survey totals": Text(
        vi="Ghi tổng theo cụm của một cuộc khảo sát, hoặc cộng tổng của các phần.",
        en="Write the totals of a survey by PSU, or add up those of its parts.",
    ),
    "survey estimate": Text(
        vi="Ước lượng từng mục hỏi, yếu tố và chỉ số, kèm sai số chuẩn, khoảng tin cậy, hệ số thiết kế.",
        en="Estimate items, factors and the index, with standard errors, intervals and design effects.",
    ),
    "survey ranks": Text(
        vi="Cho biết mỗi đơn vị có thể đứng ở những hạng nào, theo từng thiết kế mẫu.",
        en="Say which places each unit may hold, under each design of the sample.",
    ),
    "uncertainty": Text(
        vi="Chỉ số chắc đến đâu: khoảng tin cậy và tập thứ hạng do phần điểm lấy từ khảo sát.",
        en="How sure an index is: intervals and sets of ranks, from the points that surveys give.",
    ),
    "survey report": Text(
        vi="Báo cáo khảo sát (PDF): biểu đồ khoảng tin cậy, tập thứ hạng, phụ lục về mẫu và cách tính.",
        en="The report of a survey (PDF): charts of intervals, sets of ranks, an appendix on sample and method.",
    ),
    "survey size": Text(
        vi="Cần hỏi bao nhiêu người: theo công thức hướng dẫn, hoặc để đạt sai số mong muốn.",
        en="How many people to ask: by the guideline's formula, or for a margin of error.",
    ),
    "survey draw": Text(
        vi="Chọn mẫu từ khung mẫu theo thiết kế; ghi danh sách có mã QR, biên bản, báo cáo; hoặc chọn lại để kiểm tra.",
        en="Draw a sample from a frame by a design, with lists with QR codes, a record and a report; or draw it again to check.",
    ),
    "survey weight": Text(
        vi="Tính trọng số: điều chỉnh không trả lời, cắt trọng số lớn, hiệu chỉnh theo số liệu tổng thể.",
        en="Make weights: adjust for non-response, trim, calibrate to margins of the population.",
    ),
    "survey index": Text(
        vi="Chỉ số và yếu tố của từng đơn vị, kèm sai số; ghi vào đợt chấm.",
        en="Index and factors of every unit, with their errors; write them into a round.",
    ),
    "survey series": Text(
        vi="Giá trị SIPAS đã công bố qua các năm, có đánh dấu chỗ gãy chuỗi.",
        en="Published values of SIPAS over the years, with the breaks marked.",
    ),
}
"""Help of the commands."""
OPTIONS: Texts = {
    "survey": Text(
        vi="Thư mục khảo sát: survey.yaml và microdata.parquet.",
        en="Survey folder: survey.yaml and microdata.parquet.",
    ),
    "survey.by": Text(
        vi="Cách chia (tỉnh, cấp, lĩnh vực …) khai trong survey.yaml, hoặc nhiều cách chia chéo nhau (sex,age); dùng được nhiều lần, mặc định là mọi cách.",
        en="Grouping (province, level, field …) that survey.yaml declares, or several crossed (sex,age); may be repeated, all by default.",
    ),
    "survey.design": Text(
        vi="Thiết kế mẫu khai trong survey.yaml; mặc định là thiết kế đầu tiên.",
        en="Design of the sample that survey.yaml declares; the first by default.",
    ),
    "survey.lonely": Text(
        vi="Tầng chỉ có một cụm: fail (báo lỗi), adjust, average, certainty, remove; mặc định như survey.yaml.",
        en="Strata of one PSU: fail (an error), adjust, average, certainty, remove; by default as survey.yaml says.",
    ),
    "survey.level": Text(vi="Độ tin cậy.", en="Confidence."),
    "survey.slabs": Text(
        vi="Dùng tổng theo cụm đã ghi bằng “parindex survey totals”, không đọc lại dữ liệu.",
        en='Take the totals that "parindex survey totals" wrote instead of reading the microdata again.',
    ),
    "survey.engine": Text(
        vi="Máy tính tổng: arrow hoặc duckdb trên máy này, hoặc spark. Mặc định: arrow cho Parquet, duckdb cho CSV.",
        en="What sums the microdata: arrow or duckdb here, or spark. By default arrow for Parquet, duckdb for CSV.",
    ),
    "survey.packed": Text(
        vi="Thư mục giữ bản gói câu trả lời: lần sau đọc nhanh hơn, kết quả không đổi (chỉ với arrow).",
        en="Folder that keeps packed answers: the next pass reads faster, the results are the same (arrow alone).",
    ),
    "survey.master": Text(
        vi="Địa chỉ cụm Spark (spark://…).", en="Address of the Spark cluster (spark://…)."
    ),
    "synthetic.folder": Text(vi="Thư mục mới.", en="New folder."),
    "synthetic.people": Text(
        vi="Số người được chọn; với portal là số giao dịch.", en="People drawn; of portal, transactions."
    ),
    "synthetic.seed": Text(
        vi="Số gốc: cùng số thì cùng dữ liệu.", en="Seed: the same number gives the same data."
    ),
    "totals.sources": Text(
        vi="Thư mục khảo sát, hoặc các tệp tổng theo cụm để cộng lại.",
        en="Survey folder, or files of totals by PSU to add up.",
    ),
    "totals.out": Text(vi="Tệp tổng theo cụm sẽ ghi.", en="File of totals by PSU to write."),
    "totals.quantum": Text(
        vi="Bước làm tròn trọng số, luỹ thừa của 2; các phần muốn cộng được phải dùng cùng bước.",
        en="What weights are rounded to, a power of two; parts that are to be added need the same.",
    ),
    "estimate.statistic": Text(
        vi="satisfied: tỷ lệ hài lòng; score: điểm trung bình; number: số người hài lòng; answers: tỷ lệ của từng câu trả lời.",
        en="satisfied: share of satisfied answers; score: mean score; number: how many are satisfied; answers: share of each answer.",
    ),
    "estimate.interval": Text(
        vi="Cách lập khoảng tin cậy: logit, beta (Korn–Graubard), wilson, t.",
        en="Method of the intervals: logit, beta (Korn–Graubard), wilson, t.",
    ),
    "estimate.every": Text(
        vi="Giữ cả số của nhóm quá ít người trả lời; chỉ dùng nội bộ, không công bố.",
        en="Keep the figures of groups with too few answers; for internal use, not for publication.",
    ),
    "estimate.out": Text(
        vi="Ghi mọi ước lượng ra tệp .csv, .xlsx hoặc .parquet.",
        en="Write all estimates to a .csv, .xlsx or .parquet file.",
    ),
    "ranks.measure": Text(
        vi="Xếp hạng theo mục hỏi hoặc yếu tố nào; mặc định là chỉ số chung.",
        en="Item or factor that ranks are taken on; the whole index by default.",
    ),
    "ranks.coverage": Text(
        vi="simultaneous: mọi tập cùng đúng; marginal: từng tập đúng.",
        en="simultaneous: all sets hold at once; marginal: each by itself.",
    ),
    "ranks.draws": Text(vi="Số lần rút ngẫu nhiên.", en="Random draws."),
    "ranks.seed": Text(vi="Số gốc của các lần rút.", en="Seed of the draws."),
    "ranks.critical": Text(
        vi="Giá trị tới hạn: t (theo số bậc tự do nhỏ nhất) hoặc bootstrap (chọn lại các cụm; cần nhiều cụm mỗi tầng).",
        en="Critical values: t (of the smallest degrees of freedom) or bootstrap (PSUs drawn again; needs many in each stratum).",
    ),
    "ranks.places": Text(
        vi="Nêu thêm những đơn vị có thể thuộc N hạng đầu, N hạng cuối.",
        en="Also tell which units may be among the best N places, and the last N.",
    ),
    "ranks.unit": Text(
        vi="Nêu thêm những đơn vị không phân biệt được với đơn vị này.",
        en="Also tell from which others this unit cannot be told apart.",
    ),
    "synthetic.kind": Text(
        vi="citizens: khảo sát người dân (SIPAS); leaders: khảo sát lãnh đạo, quản lý; portal: đánh giá từng giao dịch trên cổng dịch vụ công; frame: khung mẫu và thiết kế; fieldwork: phiếu thực địa có lỗi cài sẵn.",
        en="citizens: the satisfaction survey (SIPAS); leaders: the survey of leaders and managers; portal: ratings of transactions on a public service portal; frame: a sampling frame with a design; fieldwork: interviews with planted faults.",
    ),
    "report.out": Text(vi="Tệp PDF sẽ ghi.", en="PDF file to write."),
    "report.before": Text(
        vi="Cuộc khảo sát trước, để nói về thay đổi.", en="An earlier survey, to tell changes."
    ),
    "size.population": Text(
        vi="Số giao dịch hoặc số người của tổng thể (N).", en="Transactions or people of the population (N)."
    ),
    "size.error": Text(vi="e trong công thức n = N ÷ (1 + N e²).", en="e in n = N ÷ (1 + N e²)."),
    "size.margin": Text(
        vi="Nửa khoảng tin cậy mong muốn, dạng tỷ lệ (0.03).",
        en="Half of the interval wanted, as a share (0.03).",
    ),
    "size.share": Text(vi="Tỷ lệ dự kiến.", en="Expected share."),
    "size.clusters": Text(vi="Số cụm sẽ chọn.", en="Clusters that will be drawn."),
    "size.icc": Text(vi="Tương quan trong cụm.", en="Correlation within clusters."),
    "size.response": Text(vi="Tỷ lệ người được chọn sẽ trả lời.", en="Share of those drawn who will answer."),
    "draw.design": Text(vi="Tệp thiết kế mẫu (design.yaml).", en="File of the design (design.yaml)."),
    "draw.frame": Text(
        vi="Khung mẫu: các tệp .csv, .xlsx hoặc .parquet.", en="The frame: .csv, .xlsx or .parquet files."
    ),
    "draw.out": Text(vi="Thư mục mới cho mẫu.", en="New folder for the sample."),
    "draw.verify": Text(
        vi="Thư mục của lần chọn trước: chọn lại và so với biên bản.",
        en="Folder of an earlier draw: draw again and compare with its record.",
    ),
    "draw.exclude": Text(
        vi="Danh sách người đã hỏi trước đây, không chọn nữa; dùng được nhiều lần.",
        en="List of people asked before, who are left out; may be repeated.",
    ),
    "draw.enumerators": Text(
        vi="Số điều tra viên: mỗi người một sổ Excel có mã QR.",
        en="Enumerators: each gets a workbook with QR codes.",
    ),
    "weight.people": Text(
        vi="Tệp người được chọn (.parquet, .csv, .xlsx), có trọng số gốc.",
        en="File of those drawn (.parquet, .csv, .xlsx), with their base weights.",
    ),
    "weight.settings": Text(vi="Thiết lập (weights.yaml).", en="Settings (weights.yaml)."),
    "weight.margins": Text(
        vi="Số liệu tổng thể: variable,category,total,source.", en="Margins: variable,category,total,source."
    ),
    "weight.out": Text(vi="Tệp sẽ ghi (.parquet, .csv, .xlsx).", en="File to write (.parquet, .csv, .xlsx)."),
    "index.preset": Text(
        vi="Cách gộp chỉ số theo giai đoạn (2017-2021, 2023-2026) thay cho cây trong survey.yaml.",
        en="How a period makes the index (2017-2021, 2023-2026), instead of the tree in survey.yaml.",
    ),
    "index.into": Text(
        vi="Thư mục đợt chấm nhận kết quả (estimates.csv), theo mục feeds của survey.yaml.",
        en="Folder of the round that takes the results (estimates.csv), as feeds in survey.yaml says.",
    ),
    "series.unit": Text(vi="Mã đơn vị; bỏ trống là cả nước.", en="Code of a unit; the nation by default."),
}
"""Help of arguments and options."""

ESTIMATE = Text(vi="Ước lượng", en="Estimate")
INTERVAL = Text(vi="Khoảng tin cậy", en="Interval")
STANDARD_ERROR = Text(vi="Sai số chuẩn", en="Standard error")
DESIGN_EFFECT = Text(vi="Hệ số thiết kế", en="Design effect")
DEGREES = Text(vi="Bậc tự do", en="df")
SHARES_WITH_ERRORS = Text(
    vi="Tỷ lệ của từng câu trả lời, % ± sai số chuẩn; --out hoặc --json có cả khoảng tin cậy.",
    en="Shares of each answer, % ± standard error; --out and --json have the intervals as well.",
)
ANSWERS = Text(vi="Số trả lời", en="Answers")
REMARKS = Text(vi="Lưu ý", en="Remarks")
ALL_TOGETHER = Text(vi="tất cả", en="all")
FLAGS: Texts = {
    "few_answers": Text(vi="ít trả lời", en="few answers"),
    "small_effective": Text(vi="cỡ mẫu hiệu quả nhỏ", en="few effective answers"),
    "wide": Text(vi="khoảng quá rộng", en="interval too wide"),
    "review": Text(vi="ít bậc tự do", en="few degrees of freedom"),
    "suppress": Text(vi="không công bố", en="not to be published"),
}
"""Remarks on an estimate, by flag."""

SURVEY_MADE = Text(
    vi="✓ Đã tạo {folder}: chọn {drawn} người, {answered} người trả lời.",
    en="✓ Made {folder}: {drawn} people drawn, {answered} answered.",
)
PORTAL_MADE = Text(
    vi="✓ Đã tạo {folder}: {answered} giao dịch được đánh giá.",
    en="✓ Made {folder}: {answered} transactions with a rating.",
)
TOTALS_WRITTEN = Text(
    vi="✓ Đã ghi {file}: {psus} cụm, {cells} ô.", en="✓ Written {file}: {psus} PSUs, {cells} cells."
)
ESTIMATED = Text(
    vi="{design}; khoảng tin cậy {level} % nói về {describes}.",
    en="{design}; the {level} % intervals are about {describes}.",
)
ALL_MEASURES = Text(
    vi="Từng mục hỏi và yếu tố: thêm --out TỆP.csv (.xlsx, .parquet) hoặc --json.",
    en="Every item and factor: add --out FILE.csv (.xlsx, .parquet) or --json.",
)
MORE_DOMAINS = Text(vi="… và {more} nhóm nữa.", en="… and {more} more.")
RANK_SETS: Texts = {
    "simultaneous": Text(
        vi="{design}: với độ tin cậy {level} %, mọi tập thứ hạng cùng đúng; nói về {describes}; {freedom} bậc tự do.",
        en="{design}: with {level} % confidence all sets of ranks hold at once; about {describes}; {freedom} degrees of freedom.",
    ),
    "marginal": Text(
        vi="{design}: mỗi tập thứ hạng đúng với độ tin cậy {level} %; nói về {describes}; {freedom} bậc tự do.",
        en="{design}: each set of ranks holds with {level} % confidence; about {describes}; {freedom} degrees of freedom.",
    ),
}
CANNOT_BE_RANKED = Text(
    vi="  {units}/{all} đơn vị không thể xếp hạng: có thể đứng ở bất kỳ hạng nào.",
    en="  {units} of {all} units cannot be ranked: they may hold any place.",
)
HELD_BACK = Text(
    vi="{units} đơn vị không công bố: vẫn được tính trong tập thứ hạng của các đơn vị khác, nhưng không có hạng của mình.",
    en="{units} units are not to be published: they count in the sets of the others and have no place of their own.",
)
WITHOUT_PLACE = Text(
    vi="{design}: {unit} không công bố, nên không có hạng.",
    en="{design}: {unit} is not to be published, and has no place.",
)
ANY = Text(vi="bất kỳ đơn vị nào", en="any of them")
BEST = Text(
    vi="{design}: {units} đơn vị có thể thuộc {places} hạng đầu: {names}.",
    en="{design}: {units} units may be among the best {places}: {names}.",
)
WORST = Text(
    vi="{design}: {units} đơn vị có thể thuộc {places} hạng cuối: {names}.",
    en="{design}: {units} units may be among the last {places}: {names}.",
)
ALIKE = Text(
    vi="{design}: không phân biệt được {unit} với {units} đơn vị: {names}.",
    en="{design}: {unit} cannot be told apart from {units} others: {names}.",
)
UNLIKE = Text(
    vi="{design}: {unit} phân biệt được với mọi đơn vị khác.",
    en="{design}: {unit} can be told apart from all others.",
)
NO_GROUPING_OF_UNITS = Text(
    vi="Khảo sát không có cách chia nào là của đơn vị được chấm (is_of_units: true).",
    en="No grouping of the survey is that of the units that are scored (is_of_units: true).",
)
PACKED_NEEDS_ARROW = Text(
    vi="--packed chỉ dùng được với máy tính tổng arrow; bỏ --engine hoặc bỏ --packed.",
    en="--packed goes with the engine arrow alone; leave out --engine or --packed.",
)
SPARK_NEEDS_MASTER = Text(
    vi="Spark cần địa chỉ cụm: thêm --master spark://MÁY:7077.",
    en="Spark needs the address of a cluster: add --master spark://HOST:7077.",
)


SAME_SURVEY = Text(
    vi="--before có cùng dữ liệu với chính cuộc khảo sát này; cần một cuộc khảo sát trước đó.",
    en="--before has the same microdata as the survey itself; an earlier survey is needed.",
)


def report_needs_pdf(name: str) -> Text:
    """Say which ending the name of a report has."""
    return Text(
        vi=f"Báo cáo khảo sát là PDF, nên tên tệp phải kết thúc bằng .pdf; đang là “{name}”.",
        en=f'The report of a survey is a PDF, so the name must end in .pdf; it is "{name}".',
    )


def no_grouping(code: str, known: Sequence[str]) -> Text:
    """Say that a survey has no grouping of a code, and which it has."""
    listed = ", ".join(known)
    return Text(
        vi=f"Khảo sát không có cách chia “{code}”; có: {listed}.",
        en=f'The survey has no grouping "{code}"; it has: {listed}.',
    )


def no_design(code: str, known: Sequence[str]) -> Text:
    """Say that a survey has no design of a code, and which it has."""
    listed = ", ".join(known)
    return Text(
        vi=f"Khảo sát không có thiết kế “{code}”; có: {listed}.",
        en=f'The survey has no design "{code}"; it has: {listed}.',
    )


MARGINS = Text(
    vi="± là nửa khoảng tin cậy, tính bằng điểm phần trăm.",
    en="± is half the interval, in percentage points.",
)
TAKEN_OVER = Text(
    vi="✓ Mục {leaf}: đã ghi ước lượng của {units} đơn vị vào đợt chấm.",
    en="✓ Leaf {leaf}: estimates of {units} units written into the round.",
)
BREAK = Text(vi="Gãy chuỗi từ năm {year}: {reason}", en="The series breaks in {year}: {reason}")


def no_preset(code: str, known: Sequence[str]) -> Text:
    """Say that there is no preset of a code, and which there are."""
    listed = ", ".join(known)
    return Text(
        vi=f"Không có cách gộp “{code}”; có: {listed}.",
        en=f'There is no preset "{code}"; there are: {listed}.',
    )


def no_series(unit: str) -> Text:
    """Say that nothing was published of a unit."""
    return Text(
        vi=f"Không có giá trị công bố nào của “{unit}”.", en=f'No published value of "{unit}" is known.'
    )


INDEX_SAMPLED = {
    "simultaneous": Text(
        vi="Điểm lấy từ khảo sát có sai số mẫu, điểm thẩm định không có. Với độ tin cậy {level} %, mọi tập thứ hạng cùng đúng.",
        en="Points from surveys carry sampling error, appraised points do not. With {level} % confidence all sets of ranks hold at once.",
    ),
    "marginal": Text(
        vi="Điểm lấy từ khảo sát có sai số mẫu, điểm thẩm định không có. Mỗi tập thứ hạng đúng với độ tin cậy {level} %.",
        en="Points from surveys carry sampling error, appraised points do not. Each set of ranks holds with {level} % confidence.",
    ),
}
POSSIBLE_RANKS = Text(vi="Hạng có thể", en="Possible ranks")
INTERVAL_AND_ERROR = Text(
    vi="{low} – {high} ({level} %; sai số chuẩn {error})",
    en="{low} – {high} ({level} %; standard error {error})",
)
REACH = Text(vi="± mẫu", en="± sample")
REACH_IS = Text(
    vi="± mẫu: nửa khoảng tin cậy {level} % của chỉ số, do điểm lấy từ khảo sát có sai số mẫu.",
    en="± sample: half the {level} % interval of the index, for points from surveys carry sampling error.",
)
PLACES_ARE = Text(
    vi="Hạng có thể: với độ tin cậy {level} %, mọi tập thứ hạng cùng đúng.",
    en="Possible ranks: with {level} % confidence all sets of ranks hold at once.",
)
PLACES_ELSEWHERE = Text(
    vi="Tập thứ hạng: lệnh parindex uncertainty.", en="Sets of ranks: parindex uncertainty."
)
NO_PLACES = Text(vi="Không lập được tập thứ hạng. {why}", en="There are no sets of ranks. {why}")
CANNOT_TELL_APART = Text(
    vi="Không phân biệt được với {unit}: {others}.", en="Cannot be told apart from {unit}: {others}."
)
TOLD_APART_FROM_ALL = Text(
    vi="{unit} phân biệt được với mọi đơn vị khác.", en="{unit} can be told apart from every other unit."
)


SIZE_NEEDS = Text(
    vi="Cần --population (công thức hướng dẫn) hoặc --margin (sai số mong muốn).",
    en="Either --population (the guideline's formula) or --margin (the error wanted) is needed.",
)
SIZE = {
    "guideline": Text(
        vi="Cần {answers} câu trả lời theo công thức hướng dẫn; chọn {draw} người. Công thức coi mẫu là ngẫu nhiên đơn giản.",
        en="{answers} answers by the guideline's formula; draw {draw}. The formula takes the sample for a simple random one.",
    ),
    "margin": Text(
        vi="Cần {answers} câu trả lời (ngẫu nhiên đơn giản: {simple}; hệ số thiết kế {design_effect}); chọn {draw} người.",
        en="{answers} answers are needed (simple random: {simple}; design effect {design_effect}); draw {draw}.",
    ),
}
OUT_OR_VERIFY = Text(
    vi="Cần đúng một trong hai: --out (chọn mẫu) hoặc --verify (chọn lại và so).",
    en="Just one is needed: --out (draw) or --verify (draw again and compare).",
)
DRAWN = Text(
    vi="✓ Đã chọn {main} người và {reserve} dự phòng, số gốc {seed}; ghi vào {folder}.",
    en="✓ Drew {main} people and {reserve} in reserve, seed {seed}; written into {folder}.",
)
NOT_IN_FRAME = Text(
    vi="! {ids} mã cần loại không có trong khung mẫu ({first}); xem mã có được viết như trong khung mẫu không.",
    en="! {ids} ids to leave out are not in the frame ({first}); see whether they are written as they are there.",
)
SHORTFALLS = Text(
    vi="! {clusters} cụm có ít người hơn số cần lấy nên đã lấy hết; xem báo cáo.",
    en="! {clusters} clusters had fewer people than were to be taken, so all of theirs were; see the report.",
)
DRAW_AGREES = Text(
    vi="✓ Chọn lại ra đúng mẫu ấy: {people} người.",
    en="✓ Drawn again, it is the same sample: {people} people.",
)
DRAW_DIFFERS = Text(
    vi="✗ Chọn lại ra mẫu khác; khác ở: {what}.",
    en="✗ Drawn again, it is another sample; what differs: {what}.",
)
FRAME_MADE = Text(
    vi="✓ Đã tạo {folder}: khung mẫu {people} người và design.yaml.",
    en="✓ Made {folder}: a frame of {people} people and design.yaml.",
)

STEP = Text(vi="Bước", en="Step")
PEOPLE = Text(vi="Người", en="People")
TOTAL = Text(vi="Tổng", en="Total")
SMALLEST = Text(vi="Nhỏ nhất", en="Smallest")
LARGEST = Text(vi="Lớn nhất", en="Largest")
UNEQUAL = Text(vi="Hệ số Kish", en="Kish effect")
WEIGHT_STEPS = {
    "base": Text(vi="trọng số gốc", en="base weights"),
    "nonresponse": Text(vi="không trả lời", en="non-response"),
    "trim": Text(vi="cắt", en="trimming"),
    "calibration": Text(vi="hiệu chỉnh", en="calibration"),
}


def no_unit(code: str) -> Text:
    """Return that the survey has no such unit."""
    return Text(vi=f"Khảo sát không có đơn vị “{code}”.", en=f'The survey has no unit "{code}".')
