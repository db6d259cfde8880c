"""Sentences: what a result is, what was found, what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.language import Text

Texts = Mapping[str, Text]

KINDS: Texts = {
    "transcribed": Text(
        vi="Chép lại: chỉ có tổng điểm đã in, không có phần điểm nào; không tính lại được.",
        en="Transcribed: printed totals only, no parts; it cannot be recomputed.",
    ),
    "reconciled": Text(
        vi="Đối chiếu: chỉ số dưới đây là tổng đã in; “parindex reconcile” đặt cạnh tổng của các phần điểm đã in.",
        en='Reconciled: the index below is the printed total; "parindex reconcile" sets it beside the sum of the printed parts.',
    ),
    "recomputable": Text(
        vi="Tính lại được: mọi con số dưới đây được tính từ số liệu đầu vào.",
        en="Recomputable: every number below is computed from the inputs.",
    ),
}
ILLUSTRATIVE = Text(
    vi="Bộ chỉ số minh hoạ: không phải văn bản chính thức.",
    en="Illustrative framework: not the official text.",
)
INCOMPLETE = Text(
    vi="Bảng chưa đầy đủ: biết chỉ số của {units}; hạng là hạng đã in, không tính bình quân.",
    en="Incomplete table: the index of {units} is known; ranks are as printed, no means are taken.",
)
PROVISIONAL = Text(
    vi="TẠM TÍNH: {units} đơn vị còn {cells} mục chưa chấm.",
    en="PROVISIONAL: {units} units have {cells} leaves not yet scored.",
)
MORE_MISSING = Text(
    vi="… và {units} đơn vị khác; --json liệt kê đủ.", en="… and {units} more units; --json lists all."
)
UNDEFINED = Text(
    vi="Trong đó {cells} mục có đủ số liệu nhưng công thức không xác định (chia cho 0); xem “parindex explain”.",
    en='Of these, {cells} have all inputs, but the rule is undefined for them (a quotient by zero); see "parindex explain".',
)
MORE_UNITS = Text(vi="… và {units} đơn vị nữa.", en="… and {units} more units.")
UNKNOWN_UNITS = Text(
    vi="{units} đơn vị khác được chấm nhưng kết quả không rõ ở đây.",
    en="The results of {units} other units are unknown here.",
)
COMBINED_PAST = Text(
    vi="{mark} so với bình quân các đơn vị cũ đã sáp nhập.",
    en="{mark} against the mean of the units it was formed from.",
)
NOT_RANKED = Text(
    vi="Được chấm nhưng không xếp hạng chung: {names}.", en="Scored but not ranked with the others: {names}."
)

SEALED_IN = Text(vi="✓ Đã niêm phong vào {folder}", en="✓ Sealed in {folder}")
DIGEST = Text(vi="mã băm {digest}", en="digest {digest}")
NEEDS_OUT = Text(
    vi="--sign, --replaces và --reason chỉ dùng khi niêm phong; thêm --out DIR.",
    en="--sign, --replaces and --reason belong to sealing; add --out DIR.",
)
REPLACES_AND_REASON = Text(
    vi="Bản đính chính phải nêu cả --replaces (mã băm của bản bị thay) và --reason (lý do).",
    en="A correction names both --replaces (the digest of what it replaces) and --reason (why).",
)

FILES_AS_SEALED = Text(
    vi="✓ {files} tệp: từng byte đúng như khi niêm phong", en="✓ {files} files: every byte as it was sealed"
)
RECOMPUTED_SAME = Text(
    vi="✓ Tính lại từ số liệu bên trong: kết quả trùng từng byte",
    en="✓ Computed again from the inputs inside: the same bytes",
)
SIGNED_BY_GIVEN = Text(vi="✓ Đúng chữ ký của khoá đã cho: {key}", en="✓ Signed with the key given: {key}")
SIGNED_BY = Text(
    vi="✓ Chữ ký đúng, khoá {key}; hãy so với khoá mà cơ quan công bố",
    en="✓ The signature is good, key {key}; compare it with the key that the owner published",
)
NOT_SIGNED = Text(vi="– Không có chữ ký", en="– Not signed")
NOT_VERIFIED = Text(
    vi="Kiểm tra KHÔNG đạt: đừng dựa vào bản kết quả này.",
    en="Verification FAILED: do not rely on this snapshot.",
)

NOTHING_DIFFERS = Text(vi="✓ Không có gì khác nhau.", en="✓ Nothing differs.")
UNITS_DIFFER = Text(vi="{units} đơn vị có kết quả khác.", en="The results of {units} units differ.")
SEE_ONE_UNIT = Text(
    vi="Từng mục của một đơn vị: thêm --unit; toàn bộ: --json.",
    en="Leaf by leaf for one unit: add --unit; for all: --json.",
)
DIFFERENCES = Text(vi="{count} thay đổi.", en="{count} changes.")

SAME = Text(
    vi="✓ {units}/{all} đơn vị: tổng các phần đã in khớp tổng đã in đến chữ số cuối.",
    en="✓ {units} of {all} units: the printed parts add up to the printed total to the last digit.",
)
ROUNDED = Text(
    vi="≈ {units}/{all} đơn vị lệch {size}: {parts} phần và tổng đều được in làm tròn đến {step}, nên có thể lệch đến {limit}; tổng được làm tròn sau khi cộng.",
    en="≈ {units} of {all} units differ by {size}: {parts} parts and the total are each printed rounded to {step}, so up to {limit} is rounding; totals were rounded after adding.",
)
UNEXPLAINED = Text(
    vi="✗ {unit}: lệch {size}, quá {limit} mà làm tròn có thể gây ra; kiểm tra lại số đã chép hoặc nguồn.",
    en="✗ {unit}: differs by {size}, more than the {limit} that rounding can make; check what was read, or the source.",
)
RANKS_SAME = Text(
    vi="✓ Xếp hạng tính lại trùng với xếp hạng đã in.", en="✓ The recomputed ranks are the printed ones."
)
RANKS_DIFFER = Text(
    vi="✗ Có hạng tính lại khác hạng đã in (ghi trong ngoặc).",
    en="✗ Some recomputed ranks are not the printed ones (in brackets).",
)
RANKS_NOT_RECOMPUTED = Text(
    vi="– Không tính lại được hạng: bảng chưa đầy đủ.",
    en="– Ranks were not recomputed: the table is incomplete.",
)
NOT_COMPARABLE = Text(
    vi="– {units} đơn vị không đối chiếu được: ở đây không có phần điểm, hoặc không có tổng đã in.",
    en="– {units} units cannot be compared: their parts, or their printed total, are not known here.",
)
NOTE_OF_UNIT = Text(vi="{unit}: {note}", en="{unit}: {note}")

LOST_IN_ALL = Text(vi="Tổng cộng: mất {lost}/{maximum} điểm.", en="In all: {lost} of {maximum} points lost.")
FULL_MARKS = Text(vi="{leaves} mục đạt điểm tối đa.", en="Leaves at full marks: {leaves}.")
LOSSES_UNKNOWN = Text(
    vi="Điểm từng phần của đơn vị này, hoặc điểm tối đa của chúng, không rõ ở đây.",
    en="The parts of this unit's points, or their maxima, are unknown here.",
)

SET_OR_REACH = Text(
    vi="Chọn một trong hai: --set MỤC.BIẾN=GIÁ_TRỊ (lặp lại được) hoặc --reach-rank N.",
    en="Choose one: --set LEAF.NAME=VALUE (as often as you like) or --reach-rank N.",
)
SUPPOSED = Text(
    vi="Mô phỏng, không phải kết quả; các đơn vị khác giữ nguyên.",
    en="A simulation, not a result; other units stay as they are.",
)
OWN_FIGURES = Text(
    vi="Chỉ số “hiện nay” là số cộng lại từ các phần đã in, không phải tổng đã in.",
    en='The index "now" is the sum of the printed parts, not the printed total.',
)
ALSO_MOVED = Text(vi="{unit}: hạng {before} → {after}", en="{unit}: rank {before} → {after}")
REACHED = Text(vi="✓ Đã ở hạng {place} hoặc cao hơn.", en="✓ Already at rank {place} or better.")
NEEDED = Text(
    vi="Đơn vị giữ hạng {place} có chỉ số {target}; còn thiếu {needed} điểm, phải vượt mới lên hạng. Ít mục nhất:",
    en="Whoever holds rank {place} has an index of {target}; {needed} points are missing, and it must be exceeded. Fewest leaves:",
)
ENOUGH = Text(
    vi="Đạt điểm tối đa ở {leaves} mục trên là đủ để lên hạng {place}.",
    en="Full marks on these {leaves} leaves are enough for rank {place}.",
)
NOT_ENOUGH = Text(
    vi="Đạt điểm tối đa ở mọi mục vẫn chưa đủ để lên hạng {place}.",
    en="Full marks on every leaf are not enough for rank {place}.",
)

SOUND = Text(vi="✓ {name}: không có lỗi", en="✓ {name}: nothing wrong")
FOUND = Text(vi="{errors} lỗi, {warnings} cảnh báo.", en="{errors} errors, {warnings} warnings.")
LEFT_TO_APPRAISER = Text(
    vi="{leaves} cách chấm chưa đọc được, tạm để người thẩm định cho điểm; sửa trong tệp YAML.",
    en="{leaves} rules could not be read and are left to the appraiser; correct them in the YAML file.",
)
WRITTEN = Text(vi="✓ Đã ghi {file}", en="✓ Written: {file}")
CHECK_NEXT = Text(vi="Tiếp theo: parindex framework check {file}", en="Next: parindex framework check {file}")

UNIT_OR_ALL = Text(vi="Chọn một trong hai: --unit ĐƠN_VỊ hoặc --all.", en="Choose one: --unit UNIT or --all.")
WORKBOOKS = Text(vi="✓ Đã ghi {count} sổ Excel vào {folder}", en="✓ Wrote {count} workbooks to {folder}")
COPY_FIRST = Text(
    vi="Lệnh này ghi vào thư mục của đợt; đợt đi kèm phần mềm thì chép ra trước: parindex example copy.",
    en="This writes into the folder of the round; copy one that ships first: parindex example copy.",
)
NOTHING_NEW = Text(
    vi="✓ Sổ Excel không có gì khác với số liệu đang có.", en="✓ The workbook says nothing new."
)
ACCEPTED = Text(vi="✓ Đã ghi vào đợt đánh giá.", en="✓ Written into the round.")
NOT_ACCEPTED = Text(
    vi="Chưa ghi gì; thêm --accept để ghi vào đợt đánh giá.",
    en="Nothing was written; add --accept to write it into the round.",
)
FILL_UNITS = Text(
    vi="Tiếp theo: điền danh sách đơn vị vào {folder}/units.csv.", en="Next: fill in {folder}/units.csv."
)
UNITS_ENDED = Text(
    vi="Một số đơn vị của đợt trước không còn; thêm đơn vị mới (predecessors) vào {folder}/units.csv.",
    en="Some units of the round before have ended; add their successors (predecessors) to {folder}/units.csv.",
)
WRITE_CROSSWALK = Text(
    vi="Bộ chỉ số đã đổi: viết {folder}/crosswalk.yaml để tách thay đổi điểm; xem “parindex framework diff”.",
    en='The framework changed: write {folder}/crosswalk.yaml so that changes split; see "parindex framework diff".',
)
EDIT_TITLE = Text(
    vi="Sửa tên đợt và nguồn trong {folder}/round.yaml.",
    en="Edit the title and the sources in {folder}/round.yaml.",
)
THEN_WORKBOOKS = Text(
    vi="Rồi phát sổ tự chấm: parindex round workbook {folder} --all --stage self --out DIR",
    en="Then hand out workbooks: parindex round workbook {folder} --all --stage self --out DIR",
)
COPY_HINT = Text(
    vi="Dùng ngay bằng tên (parindex compute TÊN) hoặc chép ra: parindex example copy TÊN.",
    en="Use them by name (parindex compute NAME), or copy one: parindex example copy NAME.",
)
KEY_MADE = Text(
    vi="✓ Khoá riêng: {private}; khoá công khai: {public}",
    en="✓ Private key: {private}; public key: {public}",
)
FINGERPRINT = Text(vi="vân tay {fingerprint}", en="fingerprint {fingerprint}")
KEEP_PRIVATE = Text(
    vi="Giữ kín khoá riêng; công bố khoá công khai và vân tay của nó.",
    en="Keep the private key to yourself; publish the public key and its fingerprint.",
)
SITE_MADE = Text(
    vi="✓ Đã dựng {pages} trang vào {folder}. Xem thử: python3 -m http.server --bind 127.0.0.1 --directory {folder} 8000",
    en="✓ {pages} pages made in {folder}. See them: python3 -m http.server --bind 127.0.0.1 --directory {folder} 8000",
)
PREVIEW_MADE = Text(
    vi="Đây là bản xem trước: mọi trang có in chìm và không cho máy tìm kiếm lưu.",
    en="This is a preview: every page has a watermark and is kept out of search engines.",
)
NOT_OF_PREVIEW = Text(
    vi="{count} báo cáo không được đưa lên vì không phải bản xem trước. Ghi chúng bằng “parindex report … --preview” vào thư mục mới rồi nêu thư mục ấy với --reports.",
    en='Reports left out because they are no previews: {count}. Write them with "parindex report … --preview" into a new folder and name it with --reports.',
)
OF_PREVIEW = Text(
    vi="{count} báo cáo không được đưa lên vì là bản xem trước. Ghi chúng bằng “parindex report” không có --preview vào thư mục mới rồi nêu thư mục ấy với --reports.",
    en='Reports left out because they are previews: {count}. Write them with "parindex report" without --preview into a new folder and name it with --reports.',
)
UNCLAIMED = Text(
    vi="Không thuộc đợt hay đơn vị nào của trang nên không được đưa lên: {names}. Báo cáo của mỗi đợt phải nằm trong thư mục mang mã đợt.",
    en="Not put on the site, for they belong to no round or unit of it: {names}. The reports of a round must lie in a folder of its code.",
)
AND_MORE = Text(vi="{names} và {count} mục khác", en="{names} and {count} more")
NO_DATE = Text(vi="Không đọc được ngày; viết dạng YYYY-MM-DD.", en="This is no date; write YYYY-MM-DD.")
NO_ADDRESS = Text(
    vi="Địa chỉ phải bắt đầu bằng https:// hoặc http://.",
    en="An address has to start with https:// or http://.",
)
