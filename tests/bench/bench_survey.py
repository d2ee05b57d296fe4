"""What looking over a whole folder costs: time and memory by its size, what following a step costs, and how
long the window is held up meanwhile.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.cells import CellRef
from core.edits import Correction, SetCorrection
from core.folder import list_reports, read_packed, reread
from core.forms import load_forms
from core.review import Review
from core.rules import tell
from core.store import ReviewFile
from core.survey import survey_folder
from core.units import OwnFigures, Unit, UnitTree, save_units
from tests.factories import printed_report

SIZES = (1_000, 4_000, 10_000)
YEARS = range(2021, 2026)
BELOW = 20
"""So many units stand below each unit that holds sums."""
CARRIED_OUT = CellRef.parse("requests.carried_out.total")
STEPS = 200
_WORDS = (
    "认真贯彻落实条例", "规范办理流程", "加强平台建设", "做好政策解读", "畅通申请渠道", "完善监督保障机制",
    "提升公开质量", "回应群众关切", "健全工作制度", "开展业务培训", "及时更新目录", "强化责任落实",
    "拓宽公开渠道", "优化栏目设置", "推进标准化建设", "严格保密审查", "梳理公开事项", "加大宣传力度",
)  # fmt: skip


def make_folder(folder: Path, size: int) -> None:
    """Reports of `size` / 5 units for five years; every tenth narrative is the one of the year before."""
    units = [f"{_name(number)}镇人民政府" for number in range(size // len(YEARS))]
    for number, unit in enumerate(units):
        for year in YEARS:
            seed = number * 7 + (0 if number % 10 == 0 else year)
            words = "，".join(Random(seed).choices(_WORDS, k=60))
            figures = {
                "received": number % 50,
                "granted": number % 50,
                "results_total": number % 50,
            }
            text = printed_report(unit, year, figures, narrative=words + "。")
            (folder / f"{number:05}-{year}.txt").write_text(text, encoding="utf-8")
    heads = units[:: BELOW + 1]
    save_units(
        UnitTree(
            tuple(
                Unit(head, tuple(units[at + 1 : at + 1 + BELOW]), OwnFigures.NONE)
                for at, head in zip(range(0, len(units), BELOW + 1), heads, strict=True)
            )
        ),
        folder,
    )


def _name(number: int) -> str:
    """Three characters that no other unit has."""
    signs = "清河城关柳林站南桥北山前水源安宁永和太平新丰石门"
    return signs[number // 576 % 24] + signs[number // 24 % 24] + signs[number % 24]


def one_size(size: int) -> None:
    """Print what a folder of `size` reports costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_folder(folder, size)
        sources = list_reports(folder)
        with ReviewFile.open(folder, "张三") as file:
            began = perf_counter()
            file.reports.survey(sources)
            file.reports.keep(read_packed(folder, sources))
            read = perf_counter() - began
            before = memory()
            began, busy = perf_counter(), cpu()
            survey = survey_folder(folder, file, sources)
            surveyed, busy = perf_counter() - began, cpu() - busy
            grown = memory() - before
            review = Review(file.reports.load(sources[0]), load_forms(), reread)
            file.restore(review)
            tell(review, survey.context(sources[0]))
            times = []
            for step in range(STEPS):
                review.apply(SetCorrection(CARRIED_OUT, Correction(step)))
                began = perf_counter()
                for other in survey.follow(review):
                    survey.summary(other)
                survey.context(sources[0])
                times.append((perf_counter() - began) * 1000)
        times.sort()
        gap = held_up(folder)
    print(
        f"{size:7} {read:9.1f} {surveyed:9.1f} {busy / size * 1000:9.2f} {grown:9.0f} "
        f"{median(times):9.2f} / {times[-2]:.2f} {gap:9.0f}",
        flush=True,
    )


def cpu() -> float:
    """Seconds that this process and those it has started and ended have worked."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def memory() -> float:
    """The most that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def held_up(folder: Path) -> float:
    """The longest that the window's event loop stood still while the folder was looked over, in ms."""
    done = subprocess.run(
        [sys.executable, __file__, "--window", str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        text=True,
        timeout=600,
    )
    return float(done.stdout)


def in_window(folder: Path) -> None:
    """Open a folder that was read before, and print the longest gap between two beats of a timer."""
    from PySide6.QtCore import QSettings, QTimer

    from core.settings import LanguageChoice, Settings
    from gui.app import build, make_application
    from gui.settings_store import SettingsStore

    app = make_application([])
    storage = QSettings(str(folder / "gouji.ini"), QSettings.Format.IniFormat)
    SettingsStore(storage).save(Settings(language=LanguageChoice.ENGLISH, reviewer="Wang"))
    window = build(storage)
    window.show()
    gaps: list[float] = []
    last = perf_counter()

    def beat() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(beat)
    session = window.session
    session.reading_ended.connect(lambda _: (gaps.clear(), timer.start(), beat(), gaps.clear()))
    session.surroundings.looked_over.connect(lambda: QTimer.singleShot(300, app.quit))
    window.open_folder(folder)
    app.exec()
    print(max(gaps))
    window.close()


def main() -> None:
    """Print one line a size."""
    if "--window" in sys.argv:
        in_window(Path(sys.argv[-1]))
        return
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    print("reports   read, s survey, s CPU ms each MB more   follow, ms p50 / p99   held up, ms")
    for size in sizes:
        one_size(size)


if __name__ == "__main__":
    main()
