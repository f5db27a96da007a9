"""`docgen ban-hanh`: a document gets its number and day, and is frozen whole; and is taken back.

What is issued lies in data/<mã kế hoạch>/da_ban_hanh/<văn bản>/: the document, everything it was made from, and a manifest with
digests. The folder appears at one moment, by a rename: that is the issue. Number and day in the YAML follow; a run that was
killed in between is completed by the next. Nothing writes back an older state of a file, so nothing that somebody saves is lost.
"""

from __future__ import annotations

import codecs
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from docgen import __version__, publish
from docgen.commands.ky import NoiDungKy, noi_dung_ky
from docgen.commands.lap import mau_cua, noi_dung_van_ban
from docgen.commands.trinh_ky import FOLDER
from docgen.documents import VanBanLap, tim_van_ban
from docgen.docx.fill_in import LineNotFoundError, filled_in
from docgen.errors import Place, Problem, UnusableError
from docgen.load import OFFICE_FILE, chosen_plan, load, plans, snapshot
from docgen.load.ban_hanh import DA_BAN_HANH, DU_LIEU, KE_KHAI, ke_khai_da_ban_hanh, sealed, sha256
from docgen.load.cross_checks import cross_checks
from docgen.load.edit import with_values
from docgen.model import DIEU_CHINH, QUY, BanHanh, BaoCao, DieuChinh, HoSo, parse_date
from docgen.nghi_dinh.vietnamese import short_date

_UNFINISHED = ".dang_ghi-"  # a folder of this name is that of a run that was killed: it was never issued


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
    with publish.locked(workspace / "data"):  # of all plans: a number is unique among them
        _sweep(workspace, ma)
        completed = _hoan_tat(workspace, ma)
        taken = snapshot(workspace, ma)  # what is frozen is what the document was made from, whoever saves meanwhile
        ho_so = load(workspace, ma, taken)
        van_ban = tim_van_ban(ho_so, name, quy)
        folder = _folder(workspace, ma) / van_ban.stem
        issued = ho_so.ban_hanh.get(van_ban.stem)
        if completed and issued is not None and (issued.so, issued.ngay) == (so, ngay):
            return KetQuaBanHanh(van_ban, folder, completed)
        problems = [
            *_khong_duoc(ho_so, van_ban),
            *([] if ly_do else _so_va_ngay(workspace, ho_so, van_ban, so, ngay, today)),
        ]
        if problems:
            raise UnusableError([*_said(ma, completed), *problems])
        signed = noi_dung_ky(van_ban, output / ma, tep, khong_qua_trinh_ky=khong_qua_trinh_ky, ly_do=ly_do)
        before, values = taken[van_ban.tep], {"so": str(so), "ngay_ban_hanh": short_date(ngay)}
        taken[van_ban.tep] = _spliced(van_ban.tep, before, values)
        with_number = load(workspace, ma, taken)
        numbered = _co_so(tim_van_ban(with_number, name, quy), so, ngay)
        _van_doc_duoc(with_number, numbered, folder)
        _freeze(folder, numbered, _files(workspace, ma, taken, van_ban, numbered, ho_so, signed), signed, ly_do)
        _write_number(workspace, van_ban.tep, before, values)
    return KetQuaBanHanh(numbered, folder, completed)


def _co_so(numbered: VanBanLap, so: int, ngay: date) -> VanBanLap:
    """The document with its number and day, which its file must now say. Raises UnusableError."""
    if (numbered.ban_ghi.so, numbered.ban_ghi.ngay_ban_hanh) != (so, ngay):
        raise _refused(numbered.tep, "không ghi được số, ngày vào tệp", "ghi hai dòng so: và ngay_ban_hanh: bằng tay")
    return numbered


def _van_doc_duoc(ho_so: HoSo, numbered: VanBanLap, folder: Path) -> None:
    """An adjusted plan must leave the data right: a report may be on a task that it takes out. Raises UnusableError."""
    record = numbered.ban_ghi
    assert record.so is not None and record.ngay_ban_hanh is not None  # _co_so
    issued = BanHanh(
        numbered.stem,
        record.so,
        record.ngay_ban_hanh,
        folder.name,
        ten_loai=numbered.loai.ten_loai,
        ky_hieu=numbered.context["ky_hieu"],
        tep_du_lieu=numbered.tep,
        co_quan=ho_so.co_quan,
        ke_hoach=ho_so.ke_hoach,
    )
    if problems := cross_checks(replace(ho_so, ban_hanh={**ho_so.ban_hanh, numbered.stem: issued})):
        raise UnusableError(problems)


def huy(name: str, ly_do: str, today: date, workspace: Path, ma_ke_hoach: str | None, quy: int | None) -> KetQuaBanHanh:
    """Takes number and day back; what was issued is kept aside with the reason. Raises UnusableError."""
    ma = chosen_plan(workspace, ma_ke_hoach)
    with publish.locked(workspace / "data"):
        _sweep(workspace, ma)
        completed = _hoan_tat(workspace, ma)
        ho_so = load(workspace, ma)
        van_ban = _de_huy(ho_so, tim_van_ban(ho_so, name, quy))
        folder = _folder(workspace, ma) / van_ban.stem
        if not folder.is_dir() and van_ban.ban_ghi.so is None and van_ban.ban_ghi.ngay_ban_hanh is None:
            raise _refused(van_ban.tep, f"{van_ban.ten} chưa ban hành", "không có gì để hủy")
        if folder.is_dir():
            said = {"huy": ly_do, "ngay": short_date(today)}
            publish.write(json.dumps(said, ensure_ascii=False, indent=1).encode(), folder / "huy.json")
            taken = len(list(folder.parent.glob(f"{van_ban.stem}.huy_*")))
            folder = folder.rename(folder.with_name(f"{van_ban.stem}.huy_{taken + 1}"))
        before = (workspace / van_ban.tep).read_bytes()
        _write_number(workspace, van_ban.tep, before, {"so": "", "ngay_ban_hanh": ""})
    return KetQuaBanHanh(van_ban, folder, completed)


def _de_huy(ho_so: HoSo, van_ban: VanBanLap) -> VanBanLap:
    """The document, unless later ones rest on it. Raises UnusableError."""
    versions = [each.stem for each in ho_so.cac_ban_ke_hoach]
    if van_ban.stem in versions:
        for name in DIEU_CHINH[versions.index(van_ban.stem) :]:
            if name in ho_so.ban_ghi:
                remedy = "hủy lần điều chỉnh đó trước (docgen ban-hanh dieu-chinh --huy --ly-do …), chưa ban hành thì bỏ tệp đó"
                raise _refused(f"{ho_so.thu_muc}/{name}", f"lần điều chỉnh này dựa trên {van_ban.ten}", remedy)
    if isinstance(van_ban.ban_ghi, DieuChinh):
        _bo_dieu_chinh_duoc(ho_so, van_ban)
    return van_ban


def _bo_dieu_chinh_duoc(ho_so: HoSo, van_ban: VanBanLap) -> None:
    """No issued report counts by an adjustment that is taken back, and no data need it. Raises UnusableError."""
    issued = ho_so.ban_hanh.get(van_ban.stem)
    if issued is None:
        return
    for report in ho_so.ban_hanh.values():
        last = ho_so.ky_bao_cao(QUY[(report.quy or len(QUY)) - 1]).den_ngay
        if report.ten_loai != issued.ten_loai and issued.ngay <= min(last, report.ngay):
            finding = f"văn bản đã ban hành số {report.so}, ngày {short_date(report.ngay)} tính theo {van_ban.ten}"
            remedy = "ban hành lần điều chỉnh tiếp theo để sửa; hoặc hủy văn bản đó trước"
            raise _refused(report.thu_muc, finding, remedy)
    without = {stem: each for stem, each in ho_so.ban_hanh.items() if each is not issued}
    if problems := cross_checks(replace(ho_so, ban_hanh=without)):
        files = ", ".join(dict.fromkeys(problem.place.file for problem in problems))
        finding = f"dữ liệu dựa trên {van_ban.ten}, hủy thì không đúng nữa: {problems[0].finding}"
        remedy = f"tạm chuyển {files} ra ngoài data/, hủy và ban hành lại, rồi chuyển về"
        raise _refused(van_ban.tep, finding, remedy)


def _said(ma: str, completed: Iterable[str]) -> list[Problem]:
    """What was completed, where the command is refused for another reason."""
    remedy = "không phải làm gì: lần ban hành bị ngắt giữa chừng đã được hoàn tất"
    return [Problem(Place(f"data/{ma}"), line, remedy) for line in completed]


# --- What may be issued ---------------------------------------------------------------------------------------


def _khong_duoc(ho_so: HoSo, van_ban: VanBanLap) -> Iterator[Problem]:
    """What no reason can excuse."""
    issued = ho_so.ban_hanh.get(van_ban.stem)
    if issued is not None:
        finding = f"{van_ban.ten} đã ban hành số {issued.so}, ngày {short_date(issued.ngay)}"
        yield Problem(Place(van_ban.tep), finding, "ghi nhầm thì hủy trước: docgen ban-hanh … --huy --ly-do …")
    if van_ban.minh_hoa:
        remedy = "thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc"
        yield Problem(van_ban.ban_ghi.place("so_lieu"), "số liệu là minh họa", remedy)


def _so_va_ngay(
    workspace: Path, ho_so: HoSo, van_ban: VanBanLap, so: int, ngay: date, today: date
) -> Iterator[Problem]:
    """Numbers are unique per type and year and grow with the date; a day lies behind what the document cites, and not ahead."""
    remedy = "sửa --so, --ngay; nếu đúng là như vậy thì ghi --ly-do …"
    place = Place(f"{van_ban.ten} số {so} ngày {short_date(ngay)}")
    if ngay > today:
        yield Problem(place, f"ngày ban hành sau hôm nay {short_date(today)}", remedy)
    plan = ho_so.ke_hoach.ngay_ban_hanh
    if plan and van_ban.ban_ghi is not ho_so.ke_hoach and ngay < plan:
        yield Problem(place, f"ngày ban hành trước ngày của kế hoạch được viện dẫn {short_date(plan)}", "sửa --ngay")
    for report in ho_so.ban_hanh.values() if van_ban.stem.startswith("dieu_chinh") else ():
        last = ho_so.ky_bao_cao(QUY[report.quy - 1]).den_ngay if report.quy else None
        if last and ngay <= last:
            finding = f"báo cáo {QUY[(report.quy or 1) - 1]} đã ban hành số {report.so} chưa tính theo điều chỉnh này, vì chốt số liệu ngày {short_date(last)}"
            yield Problem(place, finding, remedy)
    for ten, other_so, other_ngay in _cung_loai(workspace, van_ban, ngay.year):
        if other_so == so:
            yield Problem(place, f"số {so} đã cấp cho {ten} ngày {short_date(other_ngay)}", remedy)
        elif (other_so < so and other_ngay > ngay) or (other_so > so and other_ngay < ngay):
            yield Problem(
                place, f"số không theo thứ tự ngày: {ten} số {other_so} ngày {short_date(other_ngay)}", remedy
            )


def _cung_loai(workspace: Path, van_ban: VanBanLap, year: int) -> Iterator[tuple[str, int, date]]:
    """Name, number and day of the issued documents of the same type and year, of all plans of the workspace."""
    for ma in plans(workspace):
        for manifest, _ in ke_khai_da_ban_hanh(workspace, f"data/{ma}")[0]:
            day = parse_date(manifest["ngay_ban_hanh"])
            if manifest["ten_loai"] == van_ban.loai.ten_loai and day.year == year:
                yield f"{manifest['stem']} ({ma})", int(manifest["so"]), day


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
    beside = folder.with_name(f"{_UNFINISHED}{numbered.stem}")
    try:
        for name, content in files.items():
            publish.write(content, beside / name)
        publish.write(json.dumps(sealed(manifest), ensure_ascii=False, indent=1).encode(), beside / KE_KHAI)
        beside.rename(folder)
    except OSError as error:
        raise _refused(
            folder.as_posix(), f"không ghi được ({error.strerror})", "kiểm tra chỗ trống và quyền ghi"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _sweep(workspace: Path, ma: str) -> None:
    """Takes away what killed runs left: it was never issued."""
    for left in _folder(workspace, ma).glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _hoan_tat(workspace: Path, ma: str) -> tuple[str, ...]:
    """Writes numbers that a killed run had issued and not written yet; says which."""
    said = []
    for manifest, _ in ke_khai_da_ban_hanh(workspace, f"data/{ma}")[0]:
        tep, values = manifest["tep_du_lieu"], {key: str(manifest[key]) for key in ("so", "ngay_ban_hanh")}
        if not (workspace / tep).exists():
            continue
        before = (workspace / tep).read_bytes()
        if _spliced(tep, before, values) != before:
            _write_number(workspace, tep, before, values)
            said.append(f"{tep}: ghi nốt số {manifest['so']}, ngày {manifest['ngay_ban_hanh']}")
    return tuple(said)


# --- Number and day in the YAML -------------------------------------------------------------------------------


def _spliced(tep: str, before: bytes, values: Mapping[str, str]) -> bytes:
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    try:
        text = with_values(before.removeprefix(mark).decode("utf-8"), values, before="nguoi_ky")
    except ValueError as error:
        remedy = "thêm hai dòng so: và ngay_ban_hanh: rồi chạy lại"
        raise _refused(tep, "không tìm được chỗ ghi số, ngày trong tệp", remedy) from error
    return mark + text.encode()


def _write_number(workspace: Path, tep: str, before: bytes, values: Mapping[str, str]) -> None:
    """Writes number and day into the file; what somebody saved in between gets them instead."""
    for _ in range(3):
        if publish.rewrite(workspace / tep, before, _spliced(tep, before, values)):
            return
        before = (workspace / tep).read_bytes()
    raise _refused(
        tep, "tệp đang được sửa liên tục nên chưa ghi được số, ngày", "lưu xong rồi chạy lại docgen ban-hanh"
    )


def _folder(workspace: Path, ma: str) -> Path:
    return workspace / "data" / ma / DA_BAN_HANH


def _refused(tep: str, finding: str, remedy: str) -> UnusableError:
    return UnusableError([Problem(Place(tep), finding, remedy)])
