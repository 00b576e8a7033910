"""The words of the genre, folded: verbs that open a duty, units, kinds of document."""

from __future__ import annotations

import re

ACTIONS = (
    "ap dung|ban hanh|bao cao|bao dam|bao ve|bien soan|bo sung|bo tri|boi duong|ca nhan hoa|cap "
    "nhat|"
    "cap phat|can doi|chi dao|cham lo|cham soc|chi tra|chu dong|chu tri|chu trong|chuan bi"
    "|chuyen gui|"
    "cu can bo|cung cap|cung co|dam bao|dang tai|dang ky|danh gia|dao tao|dau tranh|dau tu|day "
    "manh|"
    "de cao|de nghi|de xuat|dieu tra|dinh ky|doi moi|don doc|dua tin|duy tri|ghi chep|giai quyet|"
    "giam sat|gan|giao|gioi thieu|giup|gui|hang nam|hoan thanh|hoan thien|ho tro|hop|huong dan|"
    "huong ung|huy dong|in an|kham|khao sat|khuyen khich|kien toan|kien nghi|kiem tra|kip thoi|"
    "ket noi|keu goi|khac phuc|khen thuong|lap|lay y kien|lam tot|lap ke hoach|long ghep|lua "
    "chon|mo|"
    "mo rong|nang cao|nam bat|nghiem tuc|nghien cuu|nhan rong|nhanh chong|phan bo|phan cong"
    "|phat dong|"
    "phat hien|phat huy|phat trien|phat song|pho bien|phoi hop|phong ngua|phong chong|quan ly"
    "|quan tam|"
    "quan triet|quang ba|quyet dinh|ra soat|so ket|su dung|tang cuong|tao dieu kien|tang qua"
    "|tap huan|"
    "tap trung|tham gia|tham dinh|tham hoi|tham muu|thanh lap|thanh tra|theo doi|thi diem|thong ke|"
    "thong tin|thu thap|thuc day|thuc hien|thuong xuyen|tich cuc|tiep can|tiep nhan|tiep tuc|to "
    "chuc|"
    "tong hop|tong ket|trao|trao tang|trien khai|trinh|truc tiep|truyen thong|tu van|tuyen truyen|"
    "tuyen duong|uu tien|van dong|vien tham|xa hoi hoa|xac dinh|xay dung|xet|xu ly|yeu cau"
    "|tranh thu"
)
ACTIONS += (
    "|day nhanh|truy to|xet xu|dieu tra|phan dau|treo|ra quan|dong vien|khoi phuc|cam bien|nop"
    "|phat phieu|"
    "thong bao|doi chieu|bao quan|day|tu choi|tiep xuc|ky ket|phan anh|van hanh|trang bi|sua chua"
)
ACTION = re.compile(rf"(?:{ACTIONS})\b")
MODAL = r"(?:co trach nhiem|chiu trach nhiem|co nhiem vu|can |phai |tiep tuc |chu dong |tich cuc )"

DOCUMENT = (
    r"(?:bo luat|luat|phap lenh|nghi dinh|nghi quyet|thong tu(?: lien tich)?|quyet dinh|chi thi|"
    r"ke hoach|cong van|cong dien|huong dan|chuong trinh(?: hanh dong| phoi hop)?|de an|thong bao|"
    r"to trinh|van ban|ket luan|bao cao|quy che|quy dinh|thong tri|du an)"
)
CITED = re.compile(rf"^(?:cac |nhung )?{DOCUMENT}\s+(?:lien tich\s+)?(?:so\s*:?\s*\d|nay\b)")

_PLACES = "xa|phuong|thi tran|huyen|quan|tinh|thanh pho|thi xa|thon|ap|khu pho|to dan pho"
UNIT = (
    r"(?:uy ban nhan dan|ubnd|uy ban mat tran|ubmttq|ub mttq|uy ban mttq|mttq|mat tran|hdnd|"
    r"uy ban quoc gia|hoi dong(?! tre em)|bo(?! (?:tri|sung|cong cu|chi so|chi tieu|tieu chi"
    r"|roi|mac|luat))|"
    r"so(?! (?:luong|ket|lieu|tay|theo|tre|tien|kinh|\d))|phong(?!,)(?! (?:chong|ngua|phu|trao"
    r"|su))|"
    r"ban(?! (?:hanh|be|quyen|do|tin))|cuc|vu(?! (?:viec|trang))|chi cuc|tong cuc|trung tam|"
    r"tram|cong an|toa an|tand|vien kiem sat|vksnd|vien|bao hiem|kho bac|benh vien|lien doan"
    r"|lien hiep|"
    r"lien minh|hoi(?! (?:nghi|thao|nhap|dap|hop|thi|dien))|doan(?! (?:ket|cong tac))|tinh doan|"
    r"thanh doan|huyen doan|quan doan|thi doan|xa doan|phuong doan|dai(?! (?:bieu|hoi|han))|"
    r"bao(?! (?:cao|dam|ve|luc|gom|hanh|ton))|cong chuc|can bo|can su|chuyen vien|nhan vien|"
    r"truong(?! (?:hop|hoc an toan|thanh))|chu tich|pho chu tich|bi thu|van phong|thanh tra|"
    r"thanh vien|nganh|co quan|don vi|doan the|khoi pho|khu dan cu|bch|ban chap hanh|bo chi huy|"
    r"ban chi huy|hieu truong|nha truong|giam doc|thu truong|chanh van phong|dang uy|huyen uy|"
    r"tinh uy|thanh uy|to(?! (?:chuc|roi|chat|quoc))|cong tac vien|nguoi (?:lam|dung dau|phu "
    r"trach)|"
    r"quy (?:bao tro|vi|tre)|nhom (?:cong tac|lien|tre)|doi (?:cong tac|thanh|phong)|y te (?:xa"
    r"|phuong|thon)|"
    r"(?:van hoa|tu phap|tai chinh|dia chinh) - |dong chi|d/c|ong|ba|tong dai|ldtbxh|"
    rf"(?:{_PLACES})(?! (?:hoi|an|phap|huong|tien|cham|thuc|hinh|trang|chat|den|tu|ly|tam|phu "
    rf"hop))|"
    rf"(?:cac|moi|tung|toan the|tat ca cac)\s+(?:so|ban|nganh|phong|co quan|don vi|doan the|to "
    rf"chuc|dia phuong|"
    rf"truong|hoi|thanh vien|dong chi|d/c|bo|cap|uy ban|ubnd|cong chuc|khoi|vu|cuc|trung tam"
    rf"|can bo|"
    rf"{_PLACES})\b(?! (?:hoat dong|giai phap)))"
)
STARTS_WITH_UNIT = re.compile(rf"(?!(?:{ACTIONS}|so luong|so ket|so \d|xa hoi)\b){UNIT}\b")
