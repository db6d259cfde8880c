"""The catalogue of checks: each with its id, what it says in both languages, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from parindex.language import Text
from parindex.survey.responses import columns as col
from parindex.survey.responses.checks import answers, interviews, reserve
from parindex.survey.responses.checks.flags import Fieldwork

Run = Callable[[Fieldwork, Any], Iterator[pl.DataFrame]]


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes
    ----------
    code : str
        Its id; the field of `CheckSettings` is the same with ``_``.
    title : Text
    about : Text
        What it flags.
    finding : Text
        What a flag says, with blanks for column, value, limit and other.
    run : callable
    needs : tuple of str
        Columns without which it cannot be made.
    """

    code: str
    title: Text
    about: Text
    finding: Text
    run: Run
    needs: tuple[str, ...] = ()


def _text(vi: str, en: str) -> Text:
    return Text(vi=vi, en=en)


_ALL = (
    Check(
        "double-entry",
        _text("Hai lượt nhập khác nhau", "Two entries differ"),
        _text(
            "Phiếu giấy nhập hai lần mà hai lượt khác nhau, hoặc chỉ nhập một lần. Lượt A được dùng cho đến khi sửa bảng nhập.",
            "A paper form whose two entries differ, or that was entered once. Entry A counts until the sheet is corrected.",
        ),
        _text("{value} ô khác nhau: {column}", "{value} fields differ: {column}"),
        interviews.entries_differ,
    ),
    Check(
        "same-response",
        _text("Trùng mã phiếu", "Same id of a response"),
        _text(
            "Cùng một mã phiếu nhưng nội dung khác nhau giữa các tệp (bản sau được thêm #2, #3 …). Bản giống hệt chỉ tính một lần.",
            "One id with different content in the exports (the later ones get #2, #3 …). Identical copies count once.",
        ),
        _text("cùng mã với {other}", "same id as {other}"),
        interviews.one_submission_twice,
    ),
    Check(
        "same-person",
        _text("Trùng người trả lời", "Same person"),
        _text(
            "Nhiều phiếu của cùng một người: cùng mã người, hoặc cùng điện thoại, tên … tuỳ thiết lập.",
            "Several responses of one person: same code of the person, or telephone, name … as the settings say.",
        ),
        _text("{column}: {value} phiếu, cũng có ở {other}", "{column}: {value} responses, also {other}"),
        interviews.one_person_twice,
    ),
    Check(
        "not-in-sample",
        _text("Ngoài danh sách mẫu", "Not in the sample"),
        _text(
            "Mã người không có trong danh sách mẫu đã chọn.", "The code of the person is not in the sample."
        ),
        _text("không có mã người {column}", "no person {column}"),
        interviews.outside_the_sample,
        (col.SAMPLED,),
    ),
    Check(
        "in-review",
        _text("Người duyệt thấy có vấn đề", "Reviewer saw issues"),
        _text(
            "Phiếu được đánh dấu có vấn đề hoặc tạm giữ khi duyệt ở ODK Central, KoboToolbox.",
            "A submission marked as having issues, or on hold, in the review of ODK Central or KoboToolbox.",
        ),
        _text("trạng thái duyệt: {column}", "state of review: {column}"),
        interviews.with_issues,
        (col.REVIEW,),
    ),
    Check(
        "unknown-group",
        _text("Mã nhóm lạ", "Unknown group"),
        _text(
            "Giá trị của một cách chia không có trong labels của survey.yaml; khi phát hành, mã lạ còn lại là lỗi.",
            "A value of a grouping that survey.yaml has no label for; one that is still there is an error of a release.",
        ),
        _text("{column} = {other}", "{column} = {other}"),
        answers.in_no_known_group,
    ),
    Check(
        "range",
        _text("Số ngoài khoảng", "Number out of range"),
        _text(
            "Số nhỏ hơn hoặc lớn hơn giới hạn, hoặc không phải số.",
            "A number beyond its limits, or no number.",
        ),
        _text("{column} = {value}, giới hạn {limit}", "{column} = {value}, limit {limit}"),
        answers.out_of_range,
    ),
    Check(
        "skip",
        _text("Trả lời câu không được hỏi", "Answered though skipped"),
        _text(
            "Có câu trả lời ở câu hỏi lẽ ra phải bỏ qua theo điều kiện.",
            "An answer to a question that its condition should have skipped.",
        ),
        _text("{column}", "{column}"),
        answers.answered_though_skipped,
    ),
    Check(
        "missing",
        _text("Thiếu nhiều câu trả lời", "Many answers missing"),
        _text(
            "Tỷ lệ mục hỏi bỏ trống, không biết hoặc từ chối (trong số được hỏi) vượt giới hạn.",
            "Of the items that were asked, more than the limit are empty, not known or refused.",
        ),
        _text("thiếu {value}, giới hạn {limit}", "{value} missing, limit {limit}"),
        answers.many_missing,
    ),
    Check(
        "straight-lining",
        _text("Một đáp án cho mọi câu", "One answer throughout"),
        _text(
            "Gần như mọi mục hỏi cùng một đáp án. Người thật cũng có khi trả lời như vậy.",
            "The same answer to (nearly) every item. Honest people do this too at times.",
        ),
        _text("{value} cùng một đáp án, giới hạn {limit}", "{value} the same answer, limit {limit}"),
        answers.one_answer_throughout,
    ),
    Check(
        "near-duplicate",
        _text("Gần như trùng phiếu khác", "Nearly the same as another"),
        _text(
            "Hai phiếu của cùng điều tra viên trùng gần hết đáp án (không tính phiếu mà một đáp án chiếm gần hết).",
            "Two interviews of one enumerator agree in nearly all items (those left aside of which one answer makes up nearly all).",
        ),
        _text("trùng {value} với {other}, giới hạn {limit}", "{value} the same as {other}, limit {limit}"),
        answers.nearly_the_same,
        (col.ENUMERATOR,),
    ),
    Check(
        "too-fast",
        _text("Quá nhanh", "Too fast"),
        _text(
            "Thời gian phỏng vấn ngắn hơn giới hạn: một phần của trung vị mọi phiếu, hoặc số giây cho trước.",
            "An interview shorter than the limit: a share of the median of all, or seconds that are given.",
        ),
        _text("{value} giây, giới hạn {limit}", "{value} seconds, limit {limit}"),
        interviews.too_fast,
        (col.STARTED, col.ENDED),
    ),
    Check(
        "night",
        _text("Phỏng vấn ban đêm", "Interview at night"),
        _text(
            "Bắt đầu quá muộn hoặc quá sớm theo giờ địa phương.",
            "It began too late or too early by the local clock.",
        ),
        _text("bắt đầu lúc {value} giờ, giới hạn {limit}", "began at {value} hours, limit {limit}"),
        interviews.at_night,
        (col.STARTED,),
    ),
    Check(
        "same-device",
        _text("Chung thiết bị", "Same device"),
        _text(
            "Một thiết bị gửi phiếu của nhiều điều tra viên.",
            "One device with interviews of several enumerators.",
        ),
        _text("{value} điều tra viên dùng {column}", "{value} enumerators used {column}"),
        interviews.one_device_for_several,
        (col.DEVICE, col.ENUMERATOR),
    ),
    Check(
        "far",
        _text("Xa cụm", "Far from the cluster"),
        _text(
            "Vị trí phỏng vấn xa cụm quá giới hạn (công thức haversine; tâm cụm lấy từ mẫu, hoặc trung vị các vị trí).",
            "Held farther from its cluster than the limit (haversine; the cluster lies where the sample says, or at the median of its positions).",
        ),
        _text(
            "cách cụm {column} {value} km, giới hạn {limit}",
            "{value} km from cluster {column}, limit {limit}",
        ),
        interviews.far_from_cluster,
        (col.LATITUDE, col.LONGITUDE),
    ),
    Check(
        "quota",
        _text("Sai định mức", "Off quota"),
        _text(
            "Nhóm có ít hoặc nhiều phiếu hơn định mức.",
            "A group with fewer or more responses than its quota.",
        ),
        _text("{column}: {value} phiếu, định mức {limit}", "{column}: {value} responses, quota {limit}"),
        interviews.off_quota,
    ),
    Check(
        "reserve-order",
        _text("Dự phòng sai thứ tự", "Reserve out of order"),
        _text(
            "Người trong danh sách dự phòng trả lời khi người đứng trước trong cùng cụm chưa được hỏi, cũng không được ghi là đã thay (khi quy tắc thay thế yêu cầu theo thứ tự).",
            "Somebody of the reserve list answered before whom another of the cluster was neither asked nor named as replaced (where the rule of replacement asks for the order).",
        ),
        _text(
            "cụm {column}: dự phòng số {value} trong khi số {limit} chưa dùng",
            "cluster {column}: number {value} in reserve, and number {limit} was not used",
        ),
        reserve.out_of_order,
        reserve.NEEDS,
    ),
    Check(
        "reserve-needless",
        _text("Dự phòng không cần thiết", "Reserve without need"),
        _text(
            "Ở một cụm, số người dự phòng trả lời nhiều hơn số người chính không trả lời; hoặc người được ghi là bị thay cũng trả lời.",
            "In a cluster more of the reserve list answered than of the main list did not; or the person said to be replaced answered too.",
        ),
        _text(
            "{column} {other}: trong cụm {value} người dự phòng trả lời, {limit} người chính không trả lời",
            "{column} {other}: in the cluster {value} of the reserve list answered, {limit} of the main list did not",
        ),
        reserve.needless,
        reserve.NEEDS,
    ),
    Check(
        "reserve-rule",
        _text("Dự phòng trái quy tắc thay thế", "Reserve against the rule"),
        _text(
            "Thay nhiều người hơn mức cho phép ở một cụm, vì lý do không được phép, hoặc sau ít lần đến hơn quy định (mục replacement của design.yaml).",
            "More replaced in a cluster than are allowed, for an outcome that does not allow it, or after too few visits (replacement in design.yaml).",
        ),
        _text("{column}: {value} (quy tắc: {limit})", "{column}: {value} (rule: {limit})"),
        reserve.against_the_rule,
        reserve.NEEDS,
    ),
)
CATALOGUE: Mapping[str, Check] = {check.code: check for check in _ALL}
