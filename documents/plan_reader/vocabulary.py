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
ACTION = re.compile(rf"(?:{ACTIONS})\b")
MODAL = r"(?:co trach nhiem|chiu trach nhiem|co nhiem vu|can |phai |tiep tuc |chu dong |tich cuc )"

DOCUMENT = (
    r"(?:bo luat|luat|phap lenh|nghi dinh|nghi quyet|thong tu(?: lien tich)?|quyet dinh|chi thi|"
    r"ke hoach|cong van|cong dien|huong dan|chuong trinh(?: hanh dong| phoi hop)?|de an|thong bao|"
    r"to trinh|van ban|ket luan|bao cao|quy che|quy dinh|thong tri|du an)"
)
CITED = re.compile(rf"^(?:cac |nhung )?{DOCUMENT}\s+(?:lien tich\s+)?(?:so\s*:?\s*\d|nay\b)")

UNIT = (
    r"(?:uy ban nhan dan|ubnd|uy ban mat tran|ubmttq|ub mttq|uy ban mttq|mttq|mat tran|hdnd|"
    r"hoi dong nhan dan|bo|so|phong|ban|cuc|vu|chi cuc|tong cuc|trung tam|tram|cong an|toa an|tand|"
    r"vien kiem sat|vksnd|bao hiem|kho bac|benh vien|hoi|lien doan|lien hiep|doan|tinh doan"
    r"|thanh doan|"
    r"huyen doan|quan doan|thi doan|doan thanh nien|doan tncs|dai|bao|cong chuc|can bo|can su|"
    r"chuyen vien|nhan vien|truong|cac truong|chu tich|pho chu tich|bi thu|van phong|thanh tra"
    r"|thanh vien|"
    r"nganh|cac|co quan|don vi|doan the|thon|to dan pho|khu pho|khoi pho|khu dan cu|ap|quy|bch|"
    r"ban chap hanh|bo chi huy|ban chi huy|hieu truong|nha truong|giam doc|thu truong|chanh van "
    r"phong|"
    r"dang uy|huyen uy|tinh uy|thanh uy|hoi dong|to|cong tac vien|nguoi lam cong tac|y te|quan su|"
    r"tu phap|van hoa|giao duc|tai chinh|ke toan|ldtbxh|tong dai|nhom|doi|vpdp|tat ca cac|"
    r"moi|tung|xa(?! hoi)|phuong|thi tran|huyen|quan|tinh|thanh pho|thi xa|lien minh|hop tac xa"
    r"|tiep suc)"
)
STARTS_WITH_UNIT = re.compile(rf"(?!(?:{ACTIONS}|so luong|so ket|so \d|xa hoi)\b){UNIT}\b")

CLOSING = re.compile(
    r"(?:.{0,500}chiu trach nhiem thi hanh (?:quyet dinh|nghi quyet|chi thi|ke hoach) nay|"
    r"tren day la|tren day,|trong qua trinh (?:trien khai|to chuc|thuc hien)|qua trinh "
    r"(?:trien khai|"
    r"thuc hien)|tran trong|rat mong|xin tran trong|nhan duoc (?:cong van|van ban|ke hoach)|"
    r"can cu (?:noi dung )?(?:ke hoach|cong van|huong dan|van ban) nay|"
    r"(?:yeu cau|de nghi) (?:cac|thu truong|uy ban|ubnd|quy|giam doc|nguoi dung dau)[^:]{0,160}"
    r"(?:nghiem tuc|khan truong|quan tam|phoi hop)?[^:]{0,60}(?:trien khai|thuc hien|phoi hop)"
    r"[^:]{0,60}(?:ke hoach|cong van|huong dan|noi dung|van ban|chi dao)?[^:]{0,20}"
    r"(?:\./\.|/\.)|neu co (?:kho khan|vuong mac|van de)|moi (?:kho khan|vuong mac|chi tiet"
    r"|thac mac)|"
    r"(?:quyet dinh|ke hoach|huong dan|cong van|chuong trinh) nay (?:co hieu luc|thay the|duoc)|"
    r"(?:ghi chu|luu y)\s*:)"
)
