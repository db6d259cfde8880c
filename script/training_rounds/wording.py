"""What people read in the rounds: that all is synthetic, and the reasons given for points."""

from __future__ import annotations

from parindex.language import Text

SYNTHETIC = Text(
    vi="Số liệu giả lập để tập huấn, không phải kết quả thật",
    en="Synthetic figures for training, not real results",
)
SOURCE = f"{SYNTHETIC.vi} / {SYNTHETIC.en}"

CLAIMED = (
    "Căn cứ báo cáo và tài liệu gửi kèm.",
    "Theo kết quả thực hiện trong năm, có tài liệu kiểm chứng.",
)
CONFIRMED = ("Thống nhất với điểm tự chấm.", "Tài liệu kiểm chứng đầy đủ.")
LOWERED = {
    "deadline": (
        "Ngày ký trên văn bản muộn hơn ngày đã báo cáo.",
        "Văn bản gửi trên trục liên thông muộn hơn ngày báo cáo.",
    ),
    "levels": (
        "Văn bản mới ở dạng dự thảo, chưa ban hành.",
        "Tài liệu kiểm chứng chưa thể hiện mức đã tự chấm.",
    ),
    "checklist": ("Chưa có tài liệu kiểm chứng cho một nội dung.", "Tài liệu kiểm chứng thuộc kỳ trước."),
    "deductions": ("Qua kiểm tra phát hiện thêm trường hợp chưa báo cáo.",),
    "find_and_mend": (
        "Chưa có báo cáo khắc phục một số vấn đề đã phát hiện.",
        "Kết luận kiểm tra nêu số vấn đề khác báo cáo.",
    ),
    "appraiser": ("Tài liệu chưa chứng minh đầy đủ hiệu quả.", "Cách làm chưa được nhân rộng như báo cáo."),
}
"""By type of rule; on all others `LOWERED_FIGURES`."""
LOWERED_FIGURES = (
    "Số liệu đối chiếu với hệ thống không khớp số đã báo cáo.",
    "Một phần số liệu chưa có tài liệu kiểm chứng.",
    "Số báo cáo tính cả phần ngoài kỳ đánh giá.",
)
RESTORED = (
    "Chấp nhận giải trình: đã bổ sung tài liệu kiểm chứng.",
    "Chấp nhận giải trình: số liệu được cơ quan chủ quản xác nhận.",
)
BETWEEN = ("Chấm theo phần có tài liệu kiểm chứng, phần còn lại không tính.",)
COUNCIL_RAISED = ("Hội đồng thẩm định thống nhất công nhận giải trình của tỉnh.",)
COUNCIL_LOWERED = ("Hội đồng thẩm định không công nhận tài liệu bổ sung sau thời hạn.",)

EXPLAINED = (
    "Giải trình (giả lập): kết quả trong năm chưa đạt mức tối đa, tỉnh tự chấm theo số liệu báo cáo.",
    "Giải trình (giả lập): chưa có tài liệu riêng cho nội dung này, số liệu lấy từ báo cáo cải cách hành chính.",
    "Giải trình (giả lập): việc chưa làm đủ trong năm, tỉnh đã đưa vào kế hoạch năm sau.",
)
EVIDENCE_ADDED = "Bổ sung khi giải trình: {}"

DID_NOT_ARISE = (
    "Trong năm không phát sinh nội dung này.",
    "Không được giao nhiệm vụ này trong năm.",
)
NEITHER_BORDER_NOR_SEA = "Tỉnh không có biên giới, biển, đảo."

OUTSIDE = "Tình huống giả lập để tập huấn."
DEDUCTED_FROM_LEAF = "Trừ điểm sau thẩm định (giả lập)."
DEDUCTED_FROM_WHOLE = "Trừ vào tổng điểm sau thẩm định (giả lập)."
