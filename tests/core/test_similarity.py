"""Which reports of a folder share their text."""

from random import Random

from core.similarity import find_twins, nearest, share_of, sketch

WORDS = "公开信息工作政府加强制度落实群众服务平台管理监督保障申请办理机制规范流程审核发布解读政策重点领域"


def narrative(seed: int, length: int = 900) -> str:
    rng = Random(seed)
    return "".join(rng.choice(WORDS) for _ in range(length))


def test_a_copy_with_other_years_and_figures_is_found() -> None:
    original = narrative(1)
    copy = "2021年收到12件。" + original.replace("公开", "公开 ") + "2022年3件。"
    others = {f"other{seed}": narrative(seed) for seed in range(2, 12)}
    sketches = {
        name: made
        for name, text in ({"a": original, "b": copy} | others).items()
        if (made := sketch(text)) is not None
    }
    twins = find_twins(sketches)
    assert [(pair.first, pair.second) for pair in twins] == [("a", "b")]
    assert twins[0].share > 0.9
    assert nearest(twins)["a"] is twins[0]


def test_the_share_is_near_the_truth() -> None:
    common, first, second = narrative(1, 600), narrative(2, 300), narrative(3, 300)
    one, other = sketch(common + first), sketch(common + second)
    assert one is not None
    assert other is not None
    assert 0.35 < share_of(one, other) < 0.65  # 600 of 1,200 shingles in common


def test_short_narratives_are_told_from_nothing() -> None:
    assert sketch("2021年未收到政府信息公开申请。") is None


def test_a_folder_of_copies_is_no_trouble() -> None:
    made = sketch(narrative(1))
    assert made is not None
    assert find_twins({f"{at}.txt": made for at in range(300)})
