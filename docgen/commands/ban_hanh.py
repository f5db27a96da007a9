"""`docgen ban-hanh`: a document gets its number and day, and is frozen whole; and is taken back.

What is issued lies in data/<mã kế hoạch>/da_ban_hanh/<văn bản>/: the document, everything it was made from, and a manifest with
digests. The folder appears at one moment, by a rename: that is the issue. Number and day in the YAML follow; a run that was
killed in between is completed by the next. Taking back has one moment too: that in which the reason (`huy.json`) lies in the
folder. Nothing writes back an older state of a file, so nothing that somebody saves is lost.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen import __version__, publish
from docgen.commands.ky import NoiDungKy, noi_dung_ky
from docgen.commands.lap import mau_cua, noi_dung_van_ban
from docgen.commands.so_trong_yaml import clear_number, da_ghi, settled, spliced, write_number
from docgen.commands.trinh_ky import FOLDER
from docgen.commands.xet_ban_hanh import de_huy, khong_duoc, so_va_ngay, van_doc_duoc
from docgen.documents import VanBanLap, tim_van_ban
from docgen.docx.fill_in import LineNotFoundError, filled_in
from docgen.errors import Place, Problem, UnusableError
from docgen.load import OFFICE_FILE, chosen_plan, load, snapshot
from docgen.load.ban_hanh import DA_BAN_HANH, DU_LIEU, KE_KHAI, ke_khai_da_ban_hanh, sealed, sha256
from docgen.model import BaoCao, HoSo
from docgen.nghi_dinh.vietnamese import is_digits, short_date

_UNFINISHED = ".dang_ghi-"  # a folder of this name is that of a run that was killed: it was never issued
_TAKEN_BACK = "huy.json"


@dataclass(frozen=True)
class KetQuaBanHanh:
    """What was issued (or taken back), and what an earlier run had left half done and was completed first."""

    van_ban: VanBanLap
    thu_muc: Path
    hoan_tat: tuple[str, ...] = ()


def ban_hanh(
    name: str,
    so: int,
    ngay: date,
    workspace: Path,
    ma_ke_hoach: str | None,
    quy: int | None,
    *,
    output: Path,
    today: date,
    tep: Path | None = None,
    khong_qua_trinh_ky: bool = False,
    ly_do: str = "",
) -> KetQuaBanHanh:
    """Issues the document that was packed for signature, or that came back signed (`tep`); `ly_do` says why it departs from that.

    Raises UnusableError for data that are wrong or illustrative, a document that is issued already, was not packed or differs
    from what was packed, a number or a day that does not fit; then nothing has changed.
    """
    ma = chosen_plan(workspace, ma_ke_hoach)
    with _alone(workspace, ma) as completed:
        taken = snapshot(workspace, ma)  # what is frozen is what the document was made from, whoever saves meanwhile
        ho_so = load(workspace, ma, taken)
        van_ban = tim_van_ban(ho_so, name, quy)
        folder = _folder(workspace, ma) / van_ban.stem
        issued = ho_so.ban_hanh.get(van_ban.stem)
        if van_ban.stem in completed and issued is not None and (issued.so, issued.ngay) == (so, ngay):
            return KetQuaBanHanh(van_ban, folder, tuple(completed.values()))
        misfit = () if ly_do else so_va_ngay(workspace, ho_so, van_ban, so, ngay, today)
        if problems := [*khong_duoc(ho_so, van_ban), *misfit]:
            raise UnusableError(problems)
        signed = noi_dung_ky(van_ban, output / ma, tep, khong_qua_trinh_ky=khong_qua_trinh_ky, ly_do=ly_do)
        seen, before, values = dict(taken), taken[van_ban.tep], {"so": str(so), "ngay_ban_hanh": short_date(ngay)}
        taken[van_ban.tep] = spliced(van_ban.tep, before, values)
        with_number = load(workspace, ma, taken)
        numbered = _co_so(tim_van_ban(with_number, name, quy), so, ngay)
        van_doc_duoc(with_number, numbered)
        kept = _files(workspace, ma, taken, van_ban, numbered, ho_so, signed)
        _con_nguyen(workspace, ma, seen)
        _freeze(folder, numbered, kept, signed, ly_do)
        write_number(workspace, van_ban.tep, before, values)
    return KetQuaBanHanh(numbered, folder, tuple(completed.values()))


def _con_nguyen(workspace: Path, ma: str, seen: Mapping[str, bytes]) -> None:
    """Refuses data that somebody saved meanwhile: they may have been seen half saved."""
    if snapshot(workspace, ma) != seen:
        raise _refused(f"data/{ma}", "dữ liệu vừa được lưu trong lúc ban hành", "lưu xong rồi chạy lại")


@contextlib.contextmanager
def _alone(workspace: Path, ma: str) -> Iterator[dict[str, str]]:
    """Holds the data of all plans, for a number is unique among them; gives what killed runs had left and was completed.

    A refusal says that too.
    """
    with publish.locked(workspace / "data"):
        _sweep(workspace, ma)
        completed = _hoan_tat(workspace, ma)
        try:
            yield completed
        except UnusableError as error:
            remedy = "không phải làm gì: lệnh bị ngắt giữa chừng đã được hoàn tất"
            said = [Problem(Place(f"data/{ma}"), line, remedy) for line in completed.values()]
            raise UnusableError([*said, *error.problems]) from error


def _co_so(numbered: VanBanLap, so: int, ngay: date) -> VanBanLap:
    """The document with its number and day, which its file must now say. Raises UnusableError."""
    if (numbered.ban_ghi.so, numbered.ban_ghi.ngay_ban_hanh) != (so, ngay):
        raise _refused(numbered.tep, "không ghi được số, ngày vào tệp", "ghi hai dòng so: và ngay_ban_hanh: bằng tay")
    return numbered


def huy(name: str, ly_do: str, today: date, workspace: Path, ma_ke_hoach: str | None, quy: int | None) -> KetQuaBanHanh:
    """Takes number and day back; what was issued is kept aside with the reason. Raises UnusableError."""
    ma = chosen_plan(workspace, ma_ke_hoach)
    with _alone(workspace, ma) as completed:
        ho_so = load(workspace, ma)
        van_ban = tim_van_ban(ho_so, name, quy)
        folder = _folder(workspace, ma) / van_ban.stem
        if folder.is_dir():
            de_huy(ho_so, van_ban)
            with _beside(folder) as beside:
                said = {"huy": ly_do, "ngay": short_date(today)}
                publish.write(json.dumps(said, ensure_ascii=False, indent=1).encode(), beside / _TAKEN_BACK)
                (beside / _TAKEN_BACK).replace(folder / _TAKEN_BACK)
            folder = _cat_di(workspace, van_ban.tep, folder)
        elif van_ban.ban_ghi.so is not None or van_ban.ban_ghi.ngay_ban_hanh is not None:
            clear_number(workspace, van_ban.tep)
        elif van_ban.stem in completed:
            folder = max(_da_huy(folder).items())[1]
        else:
            raise _refused(van_ban.tep, f"{van_ban.ten} chưa ban hành", "không có gì để hủy")
    return KetQuaBanHanh(van_ban, folder, tuple(completed.values()))


def _cat_di(workspace: Path, tep: str, folder: Path) -> Path:
    """Clears number and day of a document that was taken back and puts its folder aside; says where. May be done again at any moment."""
    if (workspace / tep).exists():
        clear_number(workspace, tep)
    try:
        return folder.rename(folder.with_name(f"{folder.name}.huy_{max(_da_huy(folder), default=0) + 1}"))
    except OSError as error:
        raise _khong_ghi_duoc(folder, error) from error


def _da_huy(folder: Path) -> dict[int, Path]:
    """The folders in which earlier issues of the document were put aside, by their number."""
    found = ((path.name.rpartition(".huy_")[2], path) for path in folder.parent.glob(f"{folder.name}.huy_*"))
    return {int(number): path for number, path in found if is_digits(number)}


# --- Freezing -------------------------------------------------------------------------------------------------


def _files(
    workspace: Path,
    ma: str,
    taken: Mapping[str, bytes],
    van_ban: VanBanLap,
    numbered: VanBanLap,
    ho_so: HoSo,
    signed: NoiDungKy,
) -> dict[str, bytes]:
    """All that is kept: the document as it was issued, and every input that it was made from."""
    names = [OFFICE_FILE, f"data/{ma}/ke_hoach.yaml"]
    made_of = sorted(ho_so.tien_do) if isinstance(numbered.ban_ghi, BaoCao) else []
    names += [f"data/{ma}/tien_do/quy_{n}.yaml" for n in made_of if numbered.quy is None or n <= numbered.quy]
    inputs = {name: taken[name] for name in dict.fromkeys([*names, numbered.tep])}
    template = mau_cua(workspace, numbered.loai, ho_so.co_quan.trinh_bay)
    content = b"" if signed.tep else noi_dung_van_ban(numbered, ho_so, template)
    if content and signed.ban_sua:
        content = _ban_sua_co_so(signed.ban_sua, noi_dung_van_ban(van_ban, ho_so, template), content, van_ban)
    return {
        **(signed.tep or {"van_ban.docx": content}),
        **{f"{FOLDER}/{name}": content for name, content in signed.goi_trinh.items()},
        **{f"{DU_LIEU}/{name}": content for name, content in inputs.items()},
        f"{DU_LIEU}/{numbered.loai.tep_mau}": template.tep,
    }


def _ban_sua_co_so(ban_sua: bytes, before: bytes, after: bytes, van_ban: VanBanLap) -> bytes:
    """The edited document with number and day in its own lines. Raises UnusableError where they are not to be found."""
    try:
        return filled_in(ban_sua, before, after)
    except LineNotFoundError as error:
        finding = f"không tìm được dòng “{error}” trong bản đã sửa trong Word để ghi số, ngày"
        remedy = "ghi số, ngày vào bản ký rồi chạy lại với --tep (bản đã ký trả về)"
        raise _refused(f"{FOLDER}/{van_ban.stem}/{van_ban.stem}.docx", finding, remedy) from error


def _freeze(folder: Path, numbered: VanBanLap, files: Mapping[str, bytes], signed: NoiDungKy, ly_do: str) -> None:
    """Writes the folder beside its place, and moves it there whole."""
    record = numbered.ban_ghi
    assert record.ngay_ban_hanh is not None
    manifest = {
        "stem": numbered.stem,
        "tep_du_lieu": numbered.tep,
        "so": record.so,
        "ngay_ban_hanh": short_date(record.ngay_ban_hanh),
        "ten_loai": numbered.loai.ten_loai,
        "ky_hieu": numbered.context["ky_hieu"],
        "trich_yeu": numbered.chu_de,
        "nguoi_ky": numbered.context["ho_ten"],
        "noi_nhan": [*numbered.context["noi_nhan"], *numbered.context["noi_nhan_tiep"]],
        "quy": numbered.quy,
        "lien_quan": [str(each) for each in numbered.lien_quan()],
        "cach": signed.cach_ban_hanh,
        "ly_do": ly_do,
        "docgen": __version__,
        "tep": {name: sha256(content) for name, content in files.items()},
    }
    with _beside(folder) as beside:
        for name, content in files.items():
            publish.write(content, beside / name)
        publish.write(json.dumps(sealed(manifest), ensure_ascii=False, indent=1).encode(), beside / KE_KHAI)
        beside.rename(folder)


@contextlib.contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder to write in what then gets to its place by one rename. Raises UnusableError where that cannot be written."""
    beside = folder.with_name(f"{_UNFINISHED}{folder.name}")
    try:
        yield beside
    except OSError as error:
        raise _khong_ghi_duoc(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _sweep(workspace: Path, ma: str) -> None:
    """Takes away what killed runs left: it was never issued."""
    for left in _folder(workspace, ma).glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _hoan_tat(workspace: Path, ma: str) -> dict[str, str]:
    """Completes what killed runs had issued or taken back and not written yet; says of which documents, and what it did."""
    said = {}
    for manifest, name in ke_khai_da_ban_hanh(workspace, f"data/{ma}")[0]:
        tep, values = manifest["tep_du_lieu"], {key: str(manifest[key]) for key in ("so", "ngay_ban_hanh")}
        done = f"số {manifest['so']}, ngày {manifest['ngay_ban_hanh']}"
        if (workspace / name / _TAKEN_BACK).exists():
            aside = _cat_di(workspace, tep, workspace / name)
            said[manifest["stem"]] = f"{tep}: hủy nốt {done}; bản đã ban hành cất ở {aside.name}"
        elif (workspace / tep).exists() and not da_ghi(workspace / tep, manifest):
            write_number(workspace, tep, settled(workspace, tep), values)
            said[manifest["stem"]] = f"{tep}: ghi nốt {done}"
    return said


def _folder(workspace: Path, ma: str) -> Path:
    return workspace / "data" / ma / DA_BAN_HANH


def _refused(tep: str, finding: str, remedy: str) -> UnusableError:
    return UnusableError([Problem(Place(tep), finding, remedy)])


def _khong_ghi_duoc(folder: Path, error: OSError) -> UnusableError:
    return _refused(folder.as_posix(), f"không ghi được ({error.strerror})", "kiểm tra chỗ trống và quyền ghi")
