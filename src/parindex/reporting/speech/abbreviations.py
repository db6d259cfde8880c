"""Abbreviations of this field and how they are said; they hold as whole words, in capitals as written."""

from __future__ import annotations

VIETNAMESE = {
    "PAR INDEX": "pa in-đéch",
    "SIPAS": "si-pát",
    "PAPI": "pa-pi",
    "PCI": "pê xê i",
    "CCHC": "cải cách hành chính",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "TTHC": "thủ tục hành chính",
    "PAKN": "phản ánh, kiến nghị",
    "DVC": "dịch vụ công",
    "DVCTT": "dịch vụ công trực tuyến",
    "CNTT": "công nghệ thông tin",
    "CBCCVC": "cán bộ, công chức, viên chức",
    "TCTP": "tiêu chí thành phần",
    "TC": "tiêu chí",
    "QPPL": "quy phạm pháp luật",
    "BNV": "Bộ Nội vụ",
    "SNV": "Sở Nội vụ",
    "KT-XH": "kinh tế - xã hội",
    "KT–XH": "kinh tế - xã hội",
    "QĐ": "quyết định",
    "NĐ": "nghị định",
    "NQ": "nghị quyết",
    "CP": "Chính phủ",
    "BC": "báo cáo",
    "TT": "thông tư",
    "TTg": "Thủ tướng",
    "TP.": "thành phố",
    "TP": "thành phố",
}
ENGLISH = {
    "PAR INDEX": "PAR index",
    "SIPAS": "see-pass",
    "vs.": "versus",
}
