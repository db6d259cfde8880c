"""Every fixed word about reports: help, labels, sentences."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.language import Text

Texts = Mapping[str, Text]

COMMANDS: Texts = {
    "report": Text(
        vi="Ghi báo cáo theo thể thức văn bản hành chính: của đơn vị, của cả đợt, thông cáo báo chí, trang đồ hoạ.",
        en="Write official reports: of a unit, of the whole round, the press sheet, the page of the announcement.",
    ),
}
"""Help of the commands."""
OPTIONS: Texts = {
    "reports.kind": Text(
        vi="Loại, cách nhau bằng dấu phẩy: unit (của đơn vị), results (cả đợt), press (thông cáo báo chí), infographic (một trang đồ hoạ); mặc định là unit nếu có --unit hoặc --all, không thì results.",
        en="Kinds with commas between: unit, results (whole round), press (press sheet), infographic (one page); by default unit with --unit or --all, else results.",
    ),
    "reports.all": Text(
        vi="Báo cáo của mọi đơn vị đã biết kết quả.", en="The reports of all units whose result is known."
    ),
    "reports.format": Text(
        vi="Định dạng, cách nhau bằng dấu phẩy: pdf, docx, xlsx; trang đồ hoạ: pdf, png.",
        en="Formats with commas between: pdf, docx, xlsx; of the infographic: pdf, png.",
    ),
    "reports.languages": Text(
        vi="Ngôn ngữ của báo cáo: vi, en hoặc vi,en; mặc định là ngôn ngữ của lệnh.",
        en="Languages of the reports: vi, en or vi,en; by default that of the command.",
    ),
    "reports.out": Text(
        vi="Thư mục mới để ghi các tệp, trọn vẹn hoặc không ghi gì.",
        en="New folder for the files, written whole or not at all.",
    ),
    "reports.letterhead": Text(
        vi="Tệp YAML nêu cơ quan, số, nơi và ngày, người ký, nơi nhận; không có thì để trống cho người soạn điền.",
        en="YAML file with agency, number, place and date, signatory, recipients; without it they are left to fill in.",
    ),
    "reports.site": Text(
        vi="Tệp site.yaml của trang công bố: nêu năm nào cách đo khác năm trước; không có thì dùng tệp đi kèm.",
        en="The site.yaml of the public site: it says in which years figures were measured differently; the one that ships by default.",
    ),
    "reports.preview": Text(
        vi="Đóng dấu BẢN XEM TRƯỚC trên mọi trang; tên tệp cũng ghi rõ.",
        en="Put PREVIEW across every page, and into the names of the files.",
    ),
}
"""Help of the options."""
MAKING = Text(vi="Đang lập báo cáo", en="Making reports")
WRITTEN = Text(vi="✓ Đã ghi {count} tệp vào {folder}", en="✓ {count} files written to {folder}")
NEEDS_UNIT = Text(
    vi="Báo cáo của đơn vị cần --unit ĐƠN_VỊ hoặc --all.",
    en="The report of a unit needs --unit UNIT or --all.",
)
NO_UNIT = Text(
    vi="--unit và --all chỉ dùng cho báo cáo của đơn vị (--kind unit).",
    en="--unit and --all belong to the reports of units (--kind unit).",
)
NOTHING_TOLD = Text(
    vi="Chưa biết gì về kết quả của {unit} trong đợt {round}, nên không có gì để báo cáo.",
    en="Nothing is known of the result of {unit} in the round {round}, so there is nothing to report.",
)
NOT_AMONG = Text(
    vi="{option} không nhận “{word}” ở đây; chọn trong: {among}.",
    en='{option} does not take "{word}" here; choose among: {among}.',
)
