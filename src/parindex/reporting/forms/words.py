"""The fixed words of a questionnaire on paper."""

from __future__ import annotations

from parindex.language import Text

VERSION = Text(vi="phiên bản", en="version")
PAGE = Text(vi="Trang", en="Page")
SERIAL = Text(vi="Số lô ………………   Số phiếu trong lô ………………", en="Batch ………………   Number in the batch ………………")
BUNDLE = (
    Text(vi="Số lô", en="Batch"),
    Text(vi="Số phiếu trong lô", en="Number in the batch"),
    Text(vi="Người nhập A", en="Entered by A"),
    Text(vi="Người nhập B", en="Entered by B"),
)
FIELDWORK = (
    Text(vi="Điều tra viên (họ tên, chữ ký)", en="Enumerator (name, signature)"),
    Text(vi="Giám sát viên", en="Supervisor"),
    Text(vi="Cụm mẫu (PSU)", en="Cluster (PSU)"),
    Text(vi="Giờ bắt đầu – kết thúc", en="Time from – to"),
)
INSTRUCTION = Text(
    vi="Đánh dấu vào vòng tròn cạnh câu trả lời (ô vuông: được chọn nhiều). Số in cạnh vòng tròn là mã để nhập máy. Không biết: −1; không trả lời: −2. Câu không phải hỏi thì để trống.",
    en="Mark the circle beside the answer (squares: several may be marked). The number beside it is the code for entry. Don't know: −1; refused: −2. What is not to be asked stays empty.",
)
DATE_BOXES = Text(vi="ngày · tháng · năm", en="day · month · year")
ONE_ANSWER = Text(vi="Mỗi dòng đánh dấu một vòng tròn", en="Mark one circle a line")
