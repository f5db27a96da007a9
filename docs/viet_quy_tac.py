"""Writes docs/quy_tac.md, the clerks' manual of the form check, from the rules themselves: `make mau`."""

from __future__ import annotations

import inspect
from pathlib import Path

from docgen.rules import CHUA_XET, RULES

PAGE = Path(__file__).parent / "quy_tac.md"
_LEVELS = {"loi": "lỗi", "canh_bao": "cảnh báo", "goi_y": "gợi ý"}
_HEAD = """# Các mục kiểm thể thức

`docgen kiem TỆP.docx` xét các mục dưới đây. Mã ở cột đầu dùng trong kết quả JSON, trong ghi chú Word, và để tắt hoặc đổi mức độ một mục
(`kiem_the_thuc` trong `data/co_quan.yaml`). “Lỗi”: trái Nghị định rõ ràng. “Cảnh báo”: trái Nghị định nhưng nhiều cơ quan vẫn dùng, hoặc là chuyện
thường của văn bản chưa đăng ký. “Gợi ý”: không phải lỗi.

Trang này do `make mau` viết từ mã nguồn.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for rule in RULES.values():
        title, _, text = str(inspect.getdoc(rule)).partition("\n\n")
        rows = [
            f"| `{item.ma}` | {item.yeu_cau} | {_LEVELS[item.muc_do]} | {item.can_cu.removeprefix('NĐ 30/2020/NĐ-CP, ')} |"
            for item in rule.QUY_TAC
        ]
        parts.append(
            f"## {title.rstrip('.')}\n\n{text}\n\n| mã | cần | mức | căn cứ |\n|---|---|---|---|\n"
            + "\n".join(rows)
            + "\n"
        )
    parts.append("## Không xét\n\n" + "\n".join(f"- {what}" for what in CHUA_XET) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
