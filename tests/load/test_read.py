"""What a clerk may type: read as it was meant, or named with line, column and remedy."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from docgen.load.read import MAX_BYTES, read
from docgen.model.tree import Items, Mapping


def read_text(folder: Path, content: str | bytes) -> tuple[Mapping | None, list[str]]:
    path = folder / "x.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    tree, problems = read(path, "x.yaml")
    return tree, [str(problem) for problem in problems]


def plain(tree: object) -> object:
    if isinstance(tree, Mapping):
        return {key: plain(value) for key, value in tree.items()}
    return [plain(value) for value in tree] if isinstance(tree, Items) else str(tree)


@pytest.mark.parametrize(
    "typed", ["012", "NO", "12:30", "1_000", "1.10", "10/6/2026", "0x1F", "1e3", "on", "2026-06-10", "=", ".5", "01"]
)
def test_every_scalar_is_the_text_that_was_typed(tmp_path: Path, typed: str) -> None:
    assert plain(read_text(tmp_path, f"khoa: {typed}\n")[0]) == {"khoa": typed}


def test_places_are_those_of_the_values_and_keys(tmp_path: Path) -> None:
    tree, problems = read_text(tmp_path, "a: 1\nb:\n  - c: |\n      hai\n      dòng\n")
    assert not problems and tree is not None
    inner = tree["b"][0]
    assert plain(inner) == {"c": "hai\ndòng"}
    assert str(inner.place) == "x.yaml:3:5" and str(inner["c"].place) == "x.yaml:3:8"
    assert str(tree.keys_at["b"]) == "x.yaml:2:1"


def test_bom_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    tree, problems = read_text(tmp_path, b"\xef\xbb\xbfa: x\r\nb:\r\n  - y\r\n")
    assert (plain(tree), problems) == ({"a": "x", "b": ["y"]}, [])


def test_text_from_a_mac_is_composed(tmp_path: Path) -> None:
    tree, _ = read_text(tmp_path, unicodedata.normalize("NFD", "tên: Ủy ban nhân dân\n"))
    assert plain(tree) == {"tên": "Ủy ban nhân dân"}
    assert unicodedata.is_normalized("NFC", tree["tên"])


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_behind_a_key_is_an_empty_text(tmp_path: Path, nothing: str) -> None:
    assert plain(read_text(tmp_path, f"so: {nothing}\n")[0]) == {"so": ""}


def test_a_quoted_null_is_the_word(tmp_path: Path) -> None:
    assert plain(read_text(tmp_path, 'so: "null"\n')[0]) == {"so": "null"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "a: x\na: y\n",
            "x.yaml:2:1: khóa “a” ghi hai lần (lần đầu ở dòng 1)\n  → giữ một dòng, bỏ dòng kia",
        ),
        (
            "a:\n\tb: 1\n",
            "x.yaml:2:1: dòng thụt vào bằng phím Tab\n  → thay Tab bằng dấu cách (2 dấu cách mỗi bậc)",
        ),
        (
            "a: Lưu: VT\n",
            "x.yaml:1:7: sai cấu trúc YAML ở “a: Lưu: VT”\n  → câu có dấu hai chấm phải đặt trong ngoặc kép",
        ),
        (
            'a: 1\nb: "chưa đóng\n',
            'x.yaml:2:4: sai cấu trúc YAML ở “b: "chưa đóng”\n'
            "  → đóng ngoặc kép ở cuối câu; dấu ngoặc trong câu thì dùng “ ”",
        ),
        (
            "a: %\n",
            "x.yaml:1:4: sai cấu trúc YAML ở “a: %”\n  → câu bắt đầu bằng “%” phải đặt trong ngoặc kép",
        ),
        (
            "a: [b, c\n",
            "x.yaml:1:4: sai cấu trúc YAML ở “a: [b, c”\n  → câu bắt đầu bằng “[” phải đặt trong ngoặc kép",
        ),
        (
            "a: 1\n  b: 2\n",
            "x.yaml:2:4: sai cấu trúc YAML ở “b: 2”\n"
            "  → xem dòng này và dòng trên: các khóa cùng bậc phải thụt vào bằng nhau, sau dấu hai chấm phải có dấu cách",
        ),
        (
            "a: &n x\nb: *n\n",
            "x.yaml:1:4: giá trị có dấu neo hoặc bí danh của YAML (& hoặc *)\n"
            "  → câu bắt đầu bằng & hoặc * phải đặt trong ngoặc kép",
        ),
        (
            "a: mục #2 của kế hoạch\n",
            "x.yaml:1:4: phần “#2 của kế hoạch” bị YAML coi là ghi chú, không vào văn bản\n"
            "  → đặt cả câu trong ngoặc kép; nếu là ghi chú thì thêm dấu cách sau #",
        ),
        (
            "a: một\x0bhai\n",
            "x.yaml:1:7: có ký tự điều khiển U+000B (ngắt dòng kiểu Word (Shift+Enter)), thường do dán từ Word hoặc Excel\n"
            "  → xóa ký tự này; muốn xuống dòng thì xuống dòng trong tệp",
        ),
        (
            "a: x\x00\n",
            "x.yaml:1:5: có ký tự điều khiển U+0000 (NUL), thường do dán từ Word hoặc Excel\n  → xóa ký tự này; muốn xuống dòng thì xuống dòng trong tệp",
        ),
        ('a: "x\\a"\n', "x.yaml:1:4: có ký tự điều khiển U+0007\n  → xóa ký tự này"),
        (
            "a: C«ng b¸o vµ c¸c ®¬n vÞ\n",
            "x.yaml:1:4: chữ “C«ng b¸o vµ c¸c ®¬n …” có vẻ là VNI hoặc TCVN3, không phải Unicode\n"
            "  → chuyển mã sang Unicode bằng Unikey rồi dán lại",
        ),
        ("a: T\ufffdn\n", "x.yaml:1:4: có chữ đã mất (\ufffd) trong “T\ufffdn”\n  → gõ lại chữ bị mất"),
        (
            "a:\n  - một\n    - hai\n",
            "x.yaml:3:5: dòng “- hai” bị nối vào câu trên\n  → thụt vào bằng dòng cùng bậc, có dấu cách sau “-” và “:”; nếu là một câu thì đặt trong ngoặc kép",
        ),
        (
            "a: việc một\n  san_pham:Báo cáo\n",
            "x.yaml:2:3: dòng “san_pham:Báo cáo” bị nối vào câu trên\n  → thụt vào bằng dòng cùng bậc, có dấu cách sau “-” và “:”; nếu là một câu thì đặt trong ngoặc kép",
        ),
        (
            "a: >-\n  Rà soát\n  # hỏi lại\n  và công bố.\nb: 1\n",
            "x.yaml:3:3: dòng “# hỏi lại” nằm trong đoạn văn nên sẽ được in\n  → chuyển ghi chú lên trên khóa",
        ),
        (
            "a: !Luu y\n",
            "x.yaml:1:4: YAML coi “!Luu” là nhãn, không phải chữ\n  → câu bắt đầu bằng ! phải đặt trong ngoặc kép",
        ),
        (
            "a: Các việc sau:\n",
            "x.yaml:1:16: sai cấu trúc YAML ở “a: Các việc sau:”\n  → câu có dấu hai chấm phải đặt trong ngoặc kép",
        ),
        (
            "a: 1\nb:\n  - x\n\t- y\n",
            "x.yaml:4:1: dòng thụt vào bằng phím Tab\n  → thay Tab bằng dấu cách (2 dấu cách mỗi bậc)",
        ),
        ("a: 1\n---\na: 2\n", "x.yaml: tệp có nhiều phần ngăn bằng “---”\n  → giữ một phần trong một tệp"),
        ("", "x.yaml:1:1: tệp trống hoặc không bắt đầu bằng các khóa\n  → ghi mỗi khóa một dòng, dạng khóa: giá trị"),
        (
            "- a\n",
            "x.yaml:1:1: tệp trống hoặc không bắt đầu bằng các khóa\n  → ghi mỗi khóa một dòng, dạng khóa: giá trị",
        ),
        ("? [a]\n: b\n", "x.yaml:1:3: khóa phải là một từ\n  → câu có dấu { } hoặc [ ] ở đầu thì đặt trong ngoặc kép"),
    ],
)
def test_a_mistake_in_the_writing_is_named(tmp_path: Path, content: str, message: str) -> None:
    assert message in read_text(tmp_path, content)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Ống HDPE Ø63, Ø90, Ø110",
        "Bụi 5 µm, 10 µm, 15 µm",
        "Phong trào «Xanh» và «Sạch»",
        "Đoàn công tác tại Köln, Düsseldorf, München",
        "Khoảng 25 ± 2 °C, 3 m², 5 m³, ½ diện tích",
    ],
)
def test_lawful_signs_are_no_old_encoding(tmp_path: Path, text: str) -> None:
    assert read_text(tmp_path, f"a: {text}\n") == ({"a": text}, [])


@pytest.mark.parametrize("text", ["Hoµng Minh H¶i", "C«ng b¸o", "Phoøng Toång hôïp", "ñôn vò"])
def test_old_encodings_are_seen_in_short_texts_too(tmp_path: Path, text: str) -> None:
    assert any("VNI hoặc TCVN3" in problem for problem in read_text(tmp_path, f"a: {text}\n")[1])


def test_notes_between_keys_are_notes(tmp_path: Path) -> None:
    assert read_text(tmp_path, "a: >-\n  một\n\n# ghi chú\nb: hai\n  ba\n# nữa\nc: 1 # cuối\n") == (
        {"a": "một", "b": "hai ba", "c": "1"},
        [],
    )


def test_control_characters_do_not_hide_other_mistakes(tmp_path: Path) -> None:
    _, problems = read_text(tmp_path, "a: x\x07\nb: y\x08\nb: z\n")
    assert [problem.split(": ")[0] for problem in problems] == ["x.yaml:1:5", "x.yaml:2:5", "x.yaml:3:1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: ế\nb: 1\n".encode("utf-16-le"), "x.yaml: tệp lưu theo bảng mã UTF-16"),
        ("a: ế".encode("utf-16"), "x.yaml: tệp lưu theo bảng mã UTF-16"),
        (b"a: 1\nb: Ph\xf2ng ban\n", "x.yaml:2:6: tệp không phải UTF-8 (có thể là Windows-1258, VNI hoặc TCVN3)"),
        (b"a: 1\n" * (MAX_BYTES // 5 + 1), "x.yaml: tệp quá lớn (10 MB)"),
    ],
)
def test_a_file_that_cannot_be_text_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    tree, problems = read_text(tmp_path, content)
    assert tree is None
    assert [problem.split("\n")[0] for problem in problems] == [message]
    assert "UTF-8" in problems[0] or "tối đa" in problems[0]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    tree, problems = read(tmp_path / "y.yaml", "data/y.yaml")
    assert tree is None
    assert str(problems[0]) == "data/y.yaml: không có tệp này\n  → tạo tệp, hoặc chạy lệnh ở thư mục chứa data/"


def test_bombs_do_no_harm(tmp_path: Path) -> None:
    nested = "a: " + "[" * 5000 + "]" * 5000
    assert "lồng nhau quá 40 bậc" in read_text(tmp_path, nested)[1][0]
    aliases = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30))
    assert any("bí danh" in problem for problem in read_text(tmp_path, aliases)[1])


def test_forty_levels_are_read_and_no_more(tmp_path: Path) -> None:
    for levels, problems in ((40, []), (41, ["x.yaml:1:44: lồng nhau quá 40 bậc"])):
        nested = "a: " + "[" * levels + "]" * levels
        assert [problem.split("\n")[0] for problem in read_text(tmp_path, nested)[1]] == problems


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abcđ_", min_size=1), inner),
        max_leaves=12,
    )
)
def test_any_text_that_yaml_can_write_is_read_back(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    """PyYAML as the independent writer; the places and the checks must not lose or change anything."""
    folder = tmp_path_factory.mktemp("yaml")
    tree, _ = read_text(folder, yaml.safe_dump({"khoa": value}, allow_unicode=True))
    assert tree is not None

    def expected(part: object) -> object:
        if isinstance(part, dict):
            return {unicodedata.normalize("NFC", key): expected(inner) for key, inner in part.items()}
        if isinstance(part, list):
            return [expected(inner) for inner in part]
        return unicodedata.normalize("NFC", str(part)).strip(" \n")

    assert plain(tree) == {"khoa": expected(value)}


UNSEEN = [
    chr(n)
    for n in range(0x110000)
    if unicodedata.category(chr(n)) == "Cf" and not 0x600 <= n < 0x900 and n not in {0x110BD, 0x110CD}
]


@pytest.mark.parametrize(
    "letter", [*UNSEEN, "\u0440", "\u0392", "\uff52", "\U0001d42b", "\u0662", "\uff12"], ids=lambda c: f"U+{ord(c):04X}"
)
@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("a: x\nkho@a: x\n", "2:4"),
        ("a: x\nma: pho@ng\n", "2:8"),
        ("a:\n  - |\n    hai\n    ba@n\n", "4:7"),
        ("# chu@y\na: x\n", "1:6"),
    ],
    ids=["key", "code", "block", "comment"],
)
def test_a_letter_that_deceives_is_named_with_its_place(tmp_path: Path, letter: str, content: str, place: str) -> None:
    problems = read_text(tmp_path, content.replace("@", letter))[1]
    assert any(problem.startswith(f"x.yaml:{place}: có U+{ord(letter):04X} (") for problem in problems)


@pytest.mark.parametrize("escape", ["\\u202e", "\\u200b", "\\u0440", "\\xad", "\\uFF12", "\\U000e0041"])
def test_a_letter_that_deceives_is_named_where_it_is_an_escape(tmp_path: Path, escape: str) -> None:
    (problem,) = read_text(tmp_path, f'a: x\nb: "pho{escape}ng"\n')[1]
    assert problem.startswith("x.yaml:2:4: có U+")


@pytest.mark.parametrize(
    "typed", ["so：", "so： 5", "- so：5", "so\u00a0: 5", "so:\u00a05", "so\u3000: 5", "so\ufe55 5", "so \u2236 5"]
)
def test_a_colon_that_is_none_is_named_in_its_line(tmp_path: Path, typed: str) -> None:
    problems = read_text(tmp_path, f"nam: 2026\n{typed}\n")[1]
    assert any(problem.startswith("x.yaml:2:") and "sau khóa “so” có U+" in problem for problem in problems)


def test_a_file_full_of_them_is_named_by_its_first_ones(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, "a: |\n" + "  x\u200bx\n" * 10_000)[1]) == 100


def test_lawful_names_are_read(tmp_path: Path) -> None:
    assert read_text(tmp_path, "a: Ông Владимир Путин, 5 µm, ນາງ ວັນ\u200bໄຊ, 王小明\n")[1] == []
