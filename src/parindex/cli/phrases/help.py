"""The help of every command, argument and option, and the words that frame it."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.cli.phrases import analysis, drawing, forms, reports, responses, surveys
from parindex.language import Text

Texts = Mapping[str, Text]

USAGE = Text(vi="Cách dùng:", en="Usage:")
OPTIONS_IN_USAGE = Text(vi="(TUỲ CHỌN)", en="(OPTIONS)")
COMMAND_IN_USAGE = Text(vi="LỆNH …", en="COMMAND …")
EXITS: Mapping[int, Text] = {
    0: Text(vi="bình thường", en="all well"),
    1: Text(
        vi="số liệu có lỗi, hoặc kiểm tra, đối chiếu không đạt",
        en="the input has problems, or a verification or reconciliation failed",
    ),
    2: Text(vi="dùng lệnh chưa đúng", en="the command was used wrongly"),
    3: Text(vi="không đọc hoặc ghi được tệp", en="a file or folder cannot be read or written"),
    130: Text(vi="bị ngắt", en="interrupted"),
}
EXIT_CODES = Text(
    vi="Mã thoát: " + " · ".join(f"{code} {text.vi}" for code, text in EXITS.items()) + ".",
    en="Exit codes: " + " · ".join(f"{code} {text.en}" for code, text in EXITS.items()) + ".",
)
FRAME: Texts = {
    "ARGUMENTS_PANEL_TITLE": Text(vi="Đối số", en="Arguments"),
    "OPTIONS_PANEL_TITLE": Text(vi="Tuỳ chọn", en="Options"),
    "COMMANDS_PANEL_TITLE": Text(vi="Lệnh", en="Commands"),
    "REQUIRED_LONG_STRING": Text(vi="(bắt buộc)", en="(required)"),
    "DEFAULT_STRING": Text(vi="(mặc định: {})", en="(default: {})"),
}
"""Words that Typer adds to help, by the name under which it keeps them."""

COMMANDS: Texts = {
    "": Text(
        vi="Tính chỉ số cải cách hành chính từ tiêu chí đến bảng xếp hạng, để ai cũng tính lại được kết quả đã công bố.",
        en="Run a public-administration-reform index from the criteria to the ranking, so that anyone can recompute what was published.",
    ),
    "compute": Text(
        vi="Đọc một đợt đánh giá, chấm điểm, xếp hạng và hiện bảng kết quả; niêm phong kết quả nếu có --out.",
        en="Read a round, score and rank it, show the table; seal the result if --out is given.",
    ),
    "show": Text(
        vi="Hiện kết quả của một bản niêm phong (được kiểm tra trước) hoặc của một đợt.",
        en="Show the result of a snapshot, which is verified first, or of a round.",
    ),
    "verify": Text(
        vi="Kiểm tra từng byte của một bản kết quả và tính lại từ số liệu bên trong.",
        en="Check every byte of a snapshot and compute it again from the inputs inside.",
    ),
    "compare": Text(
        vi="Giải thích hai kết quả khác nhau ở đơn vị nào, mục nào và vì sao.",
        en="Say where and why two results differ, unit by unit and leaf by leaf.",
    ),
    "reconcile": Text(
        vi="Đặt số đã in cạnh số tính lại từ các phần đã in, giải thích từng chữ số cuối.",
        en="Set printed figures beside those recomputed from the printed parts, and explain every last digit.",
    ),
    "publish": Text(
        vi="Dựng trang công bố từ các bản kết quả đã niêm phong; mỗi bản được kiểm tra trước.",
        en="Make the public site from sealed snapshots; each is verified first.",
    ),
    "lost": Text(
        vi="Đơn vị mất điểm ở đâu: theo lĩnh vực rồi từng mục, nhiều nhất trước.",
        en="Where a unit lost points: by area, then by leaf, most first.",
    ),
    "simulate": Text(
        vi="Nếu số liệu hoặc điểm khác đi thì sao; cần gì để đạt một thứ hạng.",
        en="What if figures or points were other; what it takes to reach a rank.",
    ),
    "explain": Text(
        vi="Một con số từ đâu ra: cách chấm, từng bước tính, số liệu từng giai đoạn, ghi chú, nguồn.",
        en="How a number came about: rule, each step of the working, inputs at each stage, notes, source.",
    ),
    "framework": Text(
        vi="Bộ chỉ số: kiểm tra, xem, so sánh, nhập, xuất.",
        en="Frameworks: check, show, diff, import, export.",
    ),
    "framework check": Text(
        vi="Liệt kê mọi lỗi của bộ chỉ số, kèm tệp, dòng và cách sửa.",
        en="List everything wrong with frameworks, with file, line and what to do.",
    ),
    "framework show": Text(
        vi="Hiện cây tiêu chí với điểm tối đa và cách chấm.",
        en="Show the tree of criteria with maxima and kinds of rule.",
    ),
    "framework diff": Text(
        vi="Bộ chỉ số mới thay đổi những gì so với bộ cũ.", en="What a new edition of a framework changes."
    ),
    "framework import": Text(
        vi="Đọc phụ lục quyết định (.xlsx, .docx) thành bộ chỉ số; cách chấm không đọc được thì liệt kê.",
        en="Read the annex of a decision (.xlsx, .docx) into a framework; rules that cannot be read are listed.",
    ),
    "framework export": Text(
        vi="Ghi bộ chỉ số thành phụ lục .xlsx hoặc .docx.",
        en="Write a framework as an annex, .xlsx or .docx.",
    ),
    "framework schema": Text(
        vi="In JSON Schema của bộ chỉ số hoặc dạng dữ liệu khác, cho trình soạn thảo.",
        en="Print the JSON Schema of a framework, or of another form, for editors.",
    ),
    "round": Text(
        vi="Đợt đánh giá: kiểm tra, mở đợt mới, sổ Excel.", en="Rounds: check, open a new one, workbooks."
    ),
    "round check": Text(
        vi="Liệt kê mọi lỗi trong thư mục của đợt, kèm tệp, dòng, cột và cách sửa.",
        en="List everything wrong with round folders, with file, row, column and what to do.",
    ),
    "round describe": Text(
        vi="Ghi lại datapackage.json của đợt sau khi thêm hoặc bỏ bảng.",
        en="Write the datapackage.json of a round anew after tables came or went.",
    ),
    "round new": Text(
        vi="Mở thư mục đợt mới; đơn vị và kết quả năm trước lấy từ đợt trước.",
        en="Make the folder of a new round; units and last year's results come from the round before.",
    ),
    "round workbook": Text(
        vi="Ghi sổ Excel để đơn vị tự chấm hoặc người thẩm định chấm.",
        en="Write the workbook in which a unit scores itself, or is appraised.",
    ),
    "round read": Text(
        vi="Đọc sổ Excel đã điền, hiện mọi khác biệt; chỉ ghi khi có --accept.",
        en="Read a filled workbook and show every difference; it is written only with --accept.",
    ),
    "example": Text(vi="Các đợt và bộ chỉ số đi kèm.", en="The rounds and frameworks that ship."),
    "example list": Text(vi="Liệt kê những gì đi kèm.", en="List what ships."),
    "example copy": Text(
        vi="Chép một đợt (cùng bộ chỉ số của nó) hoặc một bộ chỉ số ra ngoài để sửa và thử.",
        en="Copy a round with its framework, or a framework, to change and try.",
    ),
    "key": Text(vi="Khoá để ký kết quả.", en="Keys to sign results with."),
    "key new": Text(
        vi="Tạo cặp khoá Ed25519: khoá riêng để ký, khoá công khai để công bố.",
        en="Make an Ed25519 key pair: the private part to sign with, the public part to publish.",
    ),
    **drawing.COMMANDS,
    **surveys.COMMANDS,
    **analysis.COMMANDS,
    **forms.COMMANDS,
    **responses.COMMANDS,
    **reports.COMMANDS,
}

OPTIONS: Texts = {
    "help": Text(vi="Hiện hướng dẫn này.", en="Show this help."),
    "version": Text(vi="Hiện phiên bản.", en="Show the version."),
    "json": Text(vi="Xuất JSON cho máy đọc.", en="Give JSON for machines."),
    "lang": Text(
        vi="Ngôn ngữ; mặc định theo PARINDEX_LANG, rồi theo máy, không rõ thì tiếng Việt.",
        en="Language; by default PARINDEX_LANG, then the locale, else Vietnamese.",
    ),
    "round": Text(
        vi="Thư mục của đợt đánh giá, hoặc tên một đợt đi kèm (parindex example list).",
        en="Folder of a round, or name of one that ships (parindex example list).",
    ),
    "result": Text(
        vi="Thư mục bản kết quả hoặc đợt đánh giá, hoặc tên một đợt đi kèm.",
        en="Folder of a snapshot or round, or name of a round that ships.",
    ),
    "unit": Text(
        vi="Mã hoặc tên đơn vị, có dấu hay không đều được.",
        en="Code or name of a unit, with or without accents.",
    ),
    "leaf": Text(
        vi="Mã của mục (lĩnh vực, tiêu chí, tiêu chí thành phần); bỏ trống thì giải thích cả chỉ số.",
        en="Code of an area, criterion or leaf; without it the whole index is explained.",
    ),
    "stage": Text(
        vi="Tính đến giai đoạn nào: self, appraisal_1, appraisal_2, council; mặc định là giai đoạn cuối có số liệu.",
        en="Up to which stage figures count: self, appraisal_1, appraisal_2, council; by default the last that has any.",
    ),
    "publish.snapshots": Text(
        vi="Các bản kết quả đã niêm phong; bản đính chính phải đi cùng bản bị thay.",
        en="Sealed snapshots; a correction comes with the one it replaces.",
    ),
    "publish.out": Text(
        vi="Thư mục của trang: mới, trống, hoặc đang có một trang cũ (được thay trọn vẹn).",
        en="Folder of the site: new, empty, or with an old site, which is replaced as a whole.",
    ),
    "publish.site": Text(
        vi="Tệp site.yaml: tên trang, các chương trình, giấy phép, địa chỉ liên hệ.",
        en="A file site.yaml: title, programmes, licence, contact.",
    ),
    "publish.survey": Text(
        vi="Thư mục khảo sát đưa lên trang Hài lòng, kèm khoảng tin cậy; dùng nhiều lần được.",
        en="Survey folder for the page of satisfaction, with intervals; may be given more than once.",
    ),
    "publish.series": Text(
        vi="Chuỗi kết quả khảo sát đã công bố: thư mục, hoặc tên chuỗi đi kèm (vn-sipas).",
        en="Series of published survey results: a folder, or one that ships (vn-sipas).",
    ),
    "publish.reports": Text(
        vi="Thư mục có báo cáo của từng đợt, mỗi đợt một thư mục mang mã đợt (parindex report); nút PDF sẽ dẫn tới đó.",
        en="Folder of reports, for each round a folder of its code (parindex report); the PDF button leads to them.",
    ),
    "publish.preview": Text(
        vi="Bản xem trước: in chìm trên mọi trang và hình, máy tìm kiếm không lưu.",
        en="A preview: a watermark on every page and picture, kept out of search engines.",
    ),
    "publish.base_url": Text(
        vi="Địa chỉ web của trang, để ghi địa chỉ đầy đủ ở trang, trích dẫn, API và nguồn tin Atom.",
        en="Web address of the site, for whole addresses on pages, in citations, the API and the Atom feed.",
    ),
    "publish.date": Text(
        vi="Ngày công bố, dạng YYYY-MM-DD; mặc định là hôm nay.",
        en="Day of publication, YYYY-MM-DD; today by default.",
    ),
    "publish.cache": Text(
        vi="Thư mục giữ trang, hình, số liệu và tiếng đọc đã dựng; lần sau chỉ dựng lại phần đổi.",
        en="Folder that keeps pages, charts, data and audio; the next time only what changed is made.",
    ),
    "compute.out": Text(
        vi="Niêm phong kết quả vào thư mục mới này.", en="Seal the result in this new folder."
    ),
    "compute.sign": Text(
        vi="Ký bằng khoá riêng trong tệp PEM này.", en="Sign with the private key in this PEM file."
    ),
    "replaces": Text(
        vi="Bản đính chính: mã băm của bản kết quả bị thay.",
        en="A correction: digest of the snapshot it replaces.",
    ),
    "reason": Text(vi="Vì sao đính chính.", en="Why it was corrected."),
    "show.top": Text(vi="Chỉ hiện N đơn vị đầu bảng.", en="Show the first N units only."),
    "snapshot": Text(vi="Thư mục bản kết quả.", en="Folder of a snapshot."),
    "verify.key": Text(
        vi="Khoá công khai (PEM) phải là khoá đã ký.", en="Public key (PEM) that must have signed it."
    ),
    "compare.before": Text(vi="Bản kết quả hoặc đợt trước.", en="Snapshot or round to start from."),
    "compare.after": Text(vi="Bản kết quả hoặc đợt sau.", en="Snapshot or round to compare it with."),
    "compare.unit": Text(vi="Chỉ một đơn vị, từng mục.", en="One unit only, leaf by leaf."),
    "simulate.set": Text(
        vi="Giả sử một số liệu hoặc điểm khác đi, ví dụ 3.2.1.on_time=980 hoặc 3.2.1.points=1; lặp lại được.",
        en="Suppose another input or points, such as 3.2.1.on_time=980 or 3.2.1.points=1; may be repeated.",
    ),
    "simulate.reach": Text(
        vi="Cần thêm điểm ở những mục nào để đạt hạng N.", en="Which leaves would bring the unit to rank N."
    ),
    "framework": Text(
        vi="Tệp YAML của bộ chỉ số, hoặc tên một bộ đi kèm.",
        en="YAML file of a framework, or name of one that ships.",
    ),
    "framework.files": Text(vi="Một hoặc nhiều bộ chỉ số.", en="One or more frameworks."),
    "framework.depth": Text(vi="Chỉ hiện N cấp.", en="Show N levels only."),
    "framework.before": Text(vi="Bộ chỉ số cũ.", en="The old framework."),
    "framework.after": Text(vi="Bộ chỉ số mới.", en="The new framework."),
    "framework.crosswalk": Text(
        vi="Tệp nói mục nào tiếp nối mục nào; mặc định cùng mã là cùng mục.",
        en="File that says which leaf continues which; by default the same code is the same leaf.",
    ),
    "import.annex": Text(vi="Phụ lục .xlsx hoặc .docx.", en="Annex, .xlsx or .docx."),
    "import.code": Text(vi="Mã của bộ chỉ số mới.", en="Code of the new framework."),
    "import.out": Text(vi="Tệp YAML mới.", en="New YAML file."),
    "import.programme": Text(
        vi="Mã chương trình chỉ số; mặc định là mã của bộ chỉ số.",
        en="Code of the index programme; by default that of the framework.",
    ),
    "import.version": Text(vi="Phiên bản.", en="Version."),
    "import.base": Text(
        vi="Bộ chỉ số mà phụ lục được xuất ra từ đó; giữ lại những gì phụ lục không ghi.",
        en="Framework that the annex was exported from; what the annex does not hold is kept from it.",
    ),
    "export.out": Text(vi="Tệp mới, .xlsx hoặc .docx.", en="New file, .xlsx or .docx."),
    "schema.of": Text(
        vi="Dạng dữ liệu nào: framework (mặc định), round, crosswalk, results; của khảo sát: survey, design, form, mapping, responses, weights, series; của công bố: site, letterhead.",
        en="Which form: framework (the default), round, crosswalk, results; of surveys: survey, design, form, mapping, responses, weights, series; of what is published: site, letterhead.",
    ),
    "round.folders": Text(vi="Một hoặc nhiều đợt đánh giá.", en="One or more rounds."),
    "new.folder": Text(
        vi="Thư mục mới; tên thư mục là mã của đợt.", en="New folder; its name is the code of the round."
    ),
    "new.framework": Text(
        vi="Bộ chỉ số dùng cho đợt này: tệp YAML hoặc tên một bộ đi kèm.",
        en="Framework of this round: a YAML file, or name of one that ships.",
    ),
    "new.year": Text(vi="Năm đánh giá.", en="Year of the round."),
    "new.previous": Text(
        vi="Đợt trước hoặc bản kết quả của đợt trước.", en="The round before, or its snapshot."
    ),
    "new.units": Text(
        vi="Danh sách đơn vị: tệp CSV như units.csv, hoặc tên danh sách đi kèm (provinces-2025-07-01: 34 tỉnh).",
        en="List of units: a CSV file like units.csv, or one that ships (provinces-2025-07-01: the 34 provinces).",
    ),
    "workbook.stage": Text(
        vi="Sổ dùng cho giai đoạn nào: self, appraisal_1, appraisal_2, council.",
        en="Stage that the workbook is for: self, appraisal_1, appraisal_2, council.",
    ),
    "workbook.out": Text(vi="Thư mục để ghi sổ Excel.", en="Folder for the workbooks."),
    "workbook.all": Text(vi="Mọi đơn vị của đợt.", en="All units of the round."),
    "read.file": Text(vi="Sổ Excel đã điền.", en="Filled workbook."),
    "read.accept": Text(vi="Ghi vào đợt đánh giá.", en="Write it into the round."),
    "copy.name": Text(vi="Tên trong “parindex example list”.", en='A name in "parindex example list".'),
    "copy.folder": Text(
        vi="Thư mục để chép vào; mặc định là thư mục hiện tại.",
        en="Folder to copy into; by default this one.",
    ),
    "key.private": Text(vi="Tệp khoá riêng sẽ tạo.", en="File for the private key."),
    "key.public": Text(vi="Tệp khoá công khai sẽ tạo.", en="File for the public key."),
    **drawing.OPTIONS,
    **surveys.OPTIONS,
    **analysis.OPTIONS,
    **forms.OPTIONS,
    **responses.OPTIONS,
    **reports.OPTIONS,
}
