"""Every fixed word about responses of the field: help, labels, sentences."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.language import Text

Texts = Mapping[str, Text]

COMMANDS: Texts = {
    "survey read": Text(
        vi="Đọc phiếu thu về (ODK Central, KoboToolbox, Excel, CSV, Parquet, phiếu giấy nhập hai lần), kiểm tra, lập danh sách cần quyết định.",
        en="Read what the field sent (ODK Central, KoboToolbox, Excel, CSV, Parquet, paper entered twice), check it, list what needs a decision.",
    ),
    "survey backcheck": Text(
        vi="Phúc tra: chọn người phỏng vấn lại theo từng điều tra viên, hoặc so lần hai với lần đầu (kappa).",
        en="Back-checks: draw whom to interview again for each enumerator, or compare second interviews with the first (kappa).",
    ),
    "survey release": Text(
        vi="Niêm phong dữ liệu đã bỏ thông tin nhận dạng: theo quyết định, có trọng số, sổ mã; kèm tệp dùng chung nếu cần.",
        en="Seal the microdata without identifiers: by the decisions, with weights and codebook; a public-use file as well, if wanted.",
    ),
}
"""Help of the commands."""
OPTIONS: Texts = {
    "read.sources": Text(
        vi="Tệp xuất từ ODK Central, KoboToolbox, bảng nhập phiếu giấy, hoặc bảng riêng; nhiều tệp đọc chung.",
        en="Exports of ODK Central or KoboToolbox, sheets of entry from paper, or tables of your own; several are read together.",
    ),
    "read.survey": Text(vi="survey.yaml, hoặc thư mục có tệp ấy.", en="survey.yaml, or a folder with one."),
    "read.settings": Text(
        vi="responses.yaml: câu hỏi nào là cột nào, thông tin nhận dạng, tham số kiểm tra; không có thì theo mặc định.",
        en="responses.yaml: which question is which column, what identifies people, parameters of the checks; defaults without it.",
    ),
    "read.design": Text(
        vi="Thiết kế mẫu (design.yaml): quy tắc thay thế ở đó dùng để kiểm tra danh sách dự phòng.",
        en="Design of the sample (design.yaml): its rule of replacement is what the use of the reserve list is checked by.",
    ),
    "read.sample": Text(
        vi="Danh sách mẫu đã chọn (sample.csv của “parindex survey draw”): cho tầng, cụm, trọng số.",
        en='The sample drawn (sample.csv of "parindex survey draw"): gives strata, clusters, weights.',
    ),
    "read.decisions": Text(
        vi="decisions.csv của lần đọc trước; quyết định đã có được giữ lại.",
        en="decisions.csv of an earlier reading; what was decided is kept.",
    ),
    "read.out": Text(
        vi="Thư mục thực địa sẽ ghi; có dữ liệu cá nhân, chỉ người có trách nhiệm được xem.",
        en="Folder of the fieldwork to write; it holds personal data, for those in charge alone.",
    ),
    "fieldwork": Text(
        vi="Thư mục do “parindex survey read” ghi.", en='Folder that "parindex survey read" wrote.'
    ),
    "backcheck.share": Text(
        vi="Tỷ lệ phỏng vấn lại của từng điều tra viên.", en="Share to interview again, of each enumerator."
    ),
    "backcheck.out": Text(
        vi="Thư mục mới cho danh sách phúc tra và biên bản chọn.",
        en="New folder for the list and the record of the draw.",
    ),
    "backcheck.against": Text(
        vi="Tệp phiếu của lần phỏng vấn thứ hai; so với lần đầu theo mã người.",
        en="Files with the second interviews; compared with the first by the code of the person.",
    ),
    "release.out": Text(vi="Thư mục bản niêm phong sẽ ghi.", en="Folder of the release to write."),
    "release.decisions": Text(
        vi="Tệp quyết định; mặc định là decisions.csv trong thư mục thực địa.",
        en="The decisions; by default decisions.csv in the folder of the fieldwork.",
    ),
    "release.weights": Text(
        vi="weights.yaml: tính trọng số từ những phiếu được giữ; không có thì dùng trọng số chọn mẫu.",
        en="weights.yaml: make the weights from the responses that are kept; without it those of the draw.",
    ),
    "release.public": Text(
        vi="Thư mục tệp dùng chung (k-ẩn danh) sẽ ghi.",
        en="Folder of the public-use file (k-anonymous) to write.",
    ),
}
"""Help of the arguments and options."""

READING = Text(vi="Đang đọc", en="Reading")
CHECK = Text(vi="Kiểm tra", en="Check")
FLAGGED = Text(vi="Phiếu", en="Responses")
ENUMERATOR = Text(vi="Điều tra viên", en="Enumerator")
RESPONSES = Text(vi="Số phiếu", en="Responses")
SUSPECT = Text(vi="Bị đánh dấu", en="Flagged")
RATE = Text(vi="Tỷ lệ %", en="Rate %")
ITEM = Text(vi="Mục hỏi", en="Item")
PAIRS = Text(vi="Cặp", en="Pairs")
EQUAL = Text(vi="Trùng %", en="Equal %")
KAPPA = Text(vi="Hệ số kappa", en="Kappa")
WEIGHTED = Text(vi="Kappa có trọng số", en="Weighted kappa")
STANDARD_ERROR = Text(vi="Sai số chuẩn", en="Standard error")
COLUMN = Text(vi="Cột", en="Column")
SUPPRESSED = Text(vi="Ô bị xoá", en="Cells emptied")
SHARE = Text(vi="% số ô", en="% of cells")

READ = Text(
    vi="✓ Đã đọc {responses} phiếu từ {files} tệp; {flagged} phiếu bị đánh dấu; ghi vào {folder}.",
    en="✓ Read {responses} responses from {files} files; {flagged} are flagged; written into {folder}.",
)
LEFT_OUT = Text(vi="Không tính {count} phiếu: {reason}.", en="{count} submissions do not count: {reason}.")
LEFT_OUT_FOR: Texts = {
    "rejected": Text(vi="bị loại khi duyệt", en="rejected in review"),
    "practice": Text(vi="phiếu tập", en="practice"),
    "no-consent": Text(vi="người được hỏi không đồng ý", en="the person did not agree"),
    "not-decrypted": Text(vi="chưa giải mã", en="not decrypted"),
    "copy": Text(vi="bản sao của phiếu đã có", en="copies of a submission that is there already"),
}
DIFFERENCES = Text(
    vi="Hai lượt nhập phiếu giấy khác nhau ở {count} ô; xem double-entry.csv.",
    en="The two entries of paper forms differ in {count} fields; see double-entry.csv.",
)
NOT_MADE = Text(
    vi="Không kiểm tra được “{check}”: thiếu {columns}.",
    en='"{check}" could not be checked: {columns} is not there.',
)
SWITCHED_OFF = Text(vi="“{check}” đã tắt trong thiết lập.", en='"{check}" is switched off by the settings.')
NEXT = Text(
    vi="Tiếp theo: xem flags.csv, điền decisions.csv, rồi chạy parindex survey release {folder} --out THƯ_MỤC.",
    en="Next: look at flags.csv, fill in decisions.csv, then run parindex survey release {folder} --out FOLDER.",
)
OUT_OR_AGAINST = Text(
    vi="Cần đúng một trong hai: --out (chọn người phúc tra) hoặc --against (so với lần hai).",
    en="Just one is needed: --out (draw whom to ask again) or --against (compare with the second interviews).",
)
BACKCHECK_DRAWN = Text(
    vi="✓ Đã chọn {drawn}/{responses} phiếu để phúc tra, số gốc {seed}; ghi vào {folder}.",
    en="✓ Drew {drawn} of {responses} responses to ask again, seed {seed}; written into {folder}.",
)
BACKCHECK_COMPARED = Text(
    vi="So được {pairs} người; {unmatched} người lần hai không có ở lần đầu; {differences} câu trả lời khác nhau.",
    en="{pairs} persons compared; {unmatched} of the second interviews are in no first one; {differences} answers differ.",
)
RELEASED = Text(
    vi="✓ Đã niêm phong {responses} phiếu vào {folder}; loại {rejected} phiếu theo quyết định, bỏ {columns} cột nhận dạng và thực địa.",
    en="✓ Sealed {responses} responses in {folder}; {rejected} rejected by decision, {columns} columns of identity and fieldwork removed.",
)
UNPROTECTED = Text(
    vi="! Cột {column} dùng để chia nhóm nhưng không phải cột nhận dạng nên không được bảo vệ; nếu người khác có thể biết, thêm vào public_use.quasi_identifiers.",
    en="! People are grouped by {column}, which is no quasi-identifier, so nothing protects it; if others may know it, add it to public_use.quasi_identifiers.",
)
PUBLISHED = Text(
    vi="✓ Tệp dùng chung ở {folder}: mỗi tổ hợp nhận dạng có ít nhất {k} người; xoá {cells} ô.",
    en="✓ Public-use file in {folder}: every identifying combination has at least {k} people; {cells} cells emptied.",
)
MICRODATA_AS_SEALED = Text(
    vi="✓ {files} tệp đúng như khi niêm phong; {responses} phiếu.",
    en="✓ {files} files are as they were sealed; {responses} responses.",
)
STILL_ANONYMOUS = Text(
    vi="✓ Tệp dùng chung đúng mức k-ẩn danh đã ghi.", en="✓ The public-use file is k-anonymous as it says."
)
FIELDWORK_MADE = Text(
    vi="✓ Đã tạo {folder}: tệp xuất giả lập {people} phiếu có lỗi cài sẵn (truth.csv), mẫu, survey.yaml, responses.yaml.",
    en="✓ Made {folder}: a synthetic export of {people} interviews with planted faults (truth.csv), sample, survey.yaml, responses.yaml.",
)
NEVER_SIGNED = Text(
    vi="Dữ liệu khảo sát niêm phong không có chữ ký; bỏ --key.",
    en="Released microdata are not signed; leave out --key.",
)
