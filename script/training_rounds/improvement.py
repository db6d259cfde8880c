"""What one province does about the points that it lost: an example of the table, made up like all else."""

from __future__ import annotations

from datetime import date

from parindex.rounds.model import Improvement

UNIT = "lang-son"
MADE_UP = "(Giả lập để tập huấn) "
"""Stands before each cause, for the name of the province is a real one."""

Row = tuple[str, str, str, str, str, str, date | None]

ROWS: tuple[Row, ...] = (
    (
        "2.1.1",
        "Một số văn bản trong chương trình năm phải lùi thời điểm trình do cơ quan soạn thảo chậm lấy ý kiến.",
        "Sở Tư pháp",
        "Các sở, ban, ngành được giao soạn thảo",
        "Giao thời hạn cho từng bước soạn thảo; người đứng đầu cơ quan soạn thảo chịu trách nhiệm khi lùi thời hạn.",
        "Bảng theo dõi tiến độ ban hành văn bản, cập nhật hằng tháng",
        date(2026, 3, 31),
    ),
    (
        "7.2.1",
        "Một số cơ quan còn phát hành song song bản giấy và bản điện tử.",
        "Văn phòng UBND tỉnh",
        "Sở Khoa học và Công nghệ; các sở, ban, ngành; UBND cấp xã",
        "Không tiếp nhận bản giấy đối với loại văn bản phải gửi hoàn toàn bằng điện tử; công khai tỷ lệ của từng cơ quan.",
        "Báo cáo tỷ lệ văn bản ký số, gửi hoàn toàn bằng điện tử, hằng quý",
        date(2026, 6, 30),
    ),
    (
        "5.5.1",
        "Kiểm tra công vụ phát hiện trường hợp vi phạm về thời giờ làm việc tại bộ phận Một cửa.",
        "Sở Nội vụ",
        "Thanh tra tỉnh; UBND cấp xã",
        "Kiểm tra công vụ đột xuất ít nhất mỗi quý một lần; gắn kết quả với đánh giá người đứng đầu.",
        "Kết luận kiểm tra công vụ từng quý",
        date(2026, 12, 15),
    ),
    (
        "5.3.1",
        "Một trường hợp bổ nhiệm thiếu chứng chỉ tại thời điểm quyết định.",
        "Sở Nội vụ",
        "Các sở, ban, ngành",
        "Rà soát tiêu chuẩn trước khi trình; dùng chung một danh mục kiểm tra hồ sơ bổ nhiệm.",
        "Danh mục kiểm tra hồ sơ bổ nhiệm",
        date(2026, 2, 28),
    ),
    (
        "7.5.1",
        "Một số chuyên mục của cổng thông tin chưa được cập nhật đúng hạn.",
        "Văn phòng UBND tỉnh",
        "Các sở, ban, ngành",
        "Phân công người chịu trách nhiệm từng chuyên mục; phần mềm nhắc khi đến hạn cập nhật.",
        "Quyết định phân công; báo cáo cập nhật hằng tháng",
        date(2026, 4, 30),
    ),
    (
        "7.3.4",
        "Người dân vùng xa chưa quen nộp hồ sơ trực tuyến.",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "UBND cấp xã; Đoàn Thanh niên",
        "Tổ công nghệ số cộng đồng hướng dẫn tại thôn; điểm hỗ trợ nộp hồ sơ ở mỗi xã.",
        "",
        None,
    ),
    (
        "3.4.1",
        "Trụ sở một số Trung tâm Phục vụ hành chính công cấp xã còn dùng chung, thiếu trang thiết bị.",
        "UBND cấp xã",
        "Sở Tài chính; Trung tâm Phục vụ hành chính công tỉnh",
        "Bố trí trụ sở, mua sắm thiết bị theo danh mục tối thiểu.",
        "Biên bản nghiệm thu trang thiết bị",
        date(2026, 9, 30),
    ),
    (
        "3.4.1",
        "Trụ sở một số Trung tâm Phục vụ hành chính công cấp xã còn dùng chung, thiếu trang thiết bị.",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "",
        "Luân chuyển thiết bị còn tốt từ các điểm đã sáp nhập.",
        "Danh sách thiết bị được luân chuyển",
        date(2026, 5, 31),
    ),
)
"""Leaf, cause, responsible, coordinating, solution, product, deadline."""


def improvements() -> tuple[Improvement, ...]:
    """Return the example, each cause marked as made up."""
    return tuple(Improvement(UNIT, leaf, MADE_UP + cause, *rest) for leaf, cause, *rest in ROWS)
