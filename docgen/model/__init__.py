"""The typed values of a workspace: the office, the plan, its tasks.

Field names are the keys of the YAML, the names in the Word templates and the words of the messages. Every record
knows the place of each of its values (`record.place("so")`). A mistake found here is raised with `wrong(…)`, which
carries finding, remedy and basis in Vietnamese; `load` adds the place and collects them all.
"""

from docgen.model.co_quan import CoQuan, NguoiKy, TrinhBay
from docgen.model.ke_hoach import UNITS, ChiTieu, CoNhiemVu, KeHoach, Khoan, Muc, NhiemVu, NhomNhiemVu, PhuLuc
from docgen.model.record import Record
from docgen.model.values import Codes, ThoiGian, parse_date, parse_thoi_gian
from docgen.model.van_ban import VanBan

__all__ = [
    "UNITS",
    "ChiTieu",
    "CoNhiemVu",
    "CoQuan",
    "Codes",
    "KeHoach",
    "Khoan",
    "Muc",
    "NguoiKy",
    "NhiemVu",
    "NhomNhiemVu",
    "PhuLuc",
    "Record",
    "ThoiGian",
    "TrinhBay",
    "VanBan",
    "parse_date",
    "parse_thoi_gian",
]
