"""What units are also called, by their code: short forms and spellings that people type when they look for one."""

from __future__ import annotations

SHORT_FORMS = {
    "ba-ria-vung-tau": "BRVT BR-VT",
    "bac-kan": "Bắc Cạn",
    "bo-cong-thuong": "BCT MOIT",
    "bo-giao-duc-va-dao-tao": "GDĐT GD&ĐT BGDĐT MOET",
    "bo-giao-thong-van-tai": "GTVT BGTVT MOT",
    "bo-ke-hoach-va-dau-tu": "KHĐT KH&ĐT BKHĐT MPI",
    "bo-khoa-hoc-va-cong-nghe": "KHCN KH&CN BKHCN MOST",
    "bo-lao-dong-thuong-binh-va-xa-hoi": "LĐTBXH LĐ-TB&XH BLĐTBXH MOLISA",
    "bo-ngoai-giao": "BNG MOFA",
    "bo-noi-vu": "BNV MOHA",
    "bo-nong-nghiep-va-phat-trien-nong-thon": "NNPTNT NN&PTNT BNNPTNT MARD",
    "bo-tai-chinh": "BTC MOF",
    "bo-tai-nguyen-va-moi-truong": "TNMT TN&MT BTNMT MONRE",
    "bo-thong-tin-va-truyen-thong": "TTTT TT&TT BTTTT MIC",
    "bo-tu-phap": "BTP MOJ",
    "bo-van-hoa-the-thao-va-du-lich": "VHTTDL VHTT&DL BVHTTDL MCST",
    "bo-xay-dung": "BXD MOC",
    "bo-y-te": "BYT MOH",
    "can-tho": "Cantho",
    "da-nang": "Danang",
    "dak-lak": "Đắc Lắc Daklak",
    "dak-nong": "Đắc Nông Daknong",
    "ha-noi": "HN Hanoi",
    "hai-phong": "HP Haiphong",
    "ho-chi-minh": "HCM HCMC TPHCM Sài Gòn Saigon SG",
    "hue": "Thừa Thiên Huế",
    "kon-tum": "Kontum",
    "ngan-hang-nha-nuoc-viet-nam": "NHNN SBV",
    "thanh-tra-chinh-phu": "TTCP GI",
    "thua-thien-hue": "TT Huế TTH TP. Huế",
    "uy-ban-dan-toc": "UBDT CEMA",
    "van-phong-chinh-phu": "VPCP OOG",
}
"""By the code of the unit, without the year of a merger that may follow it (``ho-chi-minh@2025``)."""


def short_forms(code: str) -> str:
    """Return what else a unit is called, in one line; empty where nothing is known."""
    return SHORT_FORMS.get(code.partition("@")[0], "")
