"""Which of a folder's reviews is opened: clear where there is one, never one silently in place of another."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.edits import SetNote
from core.errors import SeveralReviewsError
from core.folder import list_reports
from core.store import ReviewFile
from core.store.choosing import FoundReview, Standing, choose, reviews_of
from core.store.memory import Remembered, Why, forget, recall, remember
from core.store.places import place_elsewhere, place_in, place_of_second, reviewer_in_name
from core.store.transfer import set_aside
from tests.core.store.support import Clock, do, open_file, read_all, restored


@pytest.fixture(autouse=True)
def _nothing_remembered(samples: Path) -> Iterator[None]:
    yield
    shutil.rmtree(place_elsewhere(samples).parent, ignore_errors=True)


def note(file: ReviewFile, text: str) -> None:
    read_all(file)
    do(file, restored(file, list_reports(file.folder)[0]), SetNote(text))


def notes(file: ReviewFile) -> list[object]:
    return [getattr(entry.edit, "text", None) for entry in file.trail()]


def unclear(folder: Path) -> tuple[FoundReview, ...]:
    with pytest.raises(SeveralReviewsError) as caught:
        choose(folder)
    reviews: tuple[FoundReview, ...] = caught.value.params["reviews"]  # type: ignore[assignment]
    return reviews


def test_one_review_is_clear(samples: Path) -> None:
    assert choose(samples) is None
    with open_file(samples) as file:
        note(file, "一")
    assert choose(samples) is None


def test_a_second_review_beside_the_first_is_a_question(samples: Path) -> None:
    with open_file(samples, "王小明") as file:
        note(file, "一")
    second = place_of_second(samples, "李四")
    assert second == samples / "gouji-review.李四.sqlite"
    with ReviewFile.open(samples, "李四", path=second, clock=Clock()) as file:
        assert not file.trail()
        note(file, "二")
    own, other = unclear(samples)
    assert (own.path, own.standing, own.reviewer) == (place_in(samples), Standing.OWN, "王小明")
    assert (other.path, other.standing, other.reviewer) == (second, Standing.SECOND, "李四")
    assert own.last_at is not None
    assert not own.is_last
    assert not other.is_last
    remember(samples, Remembered(second, "李四", Why.SECOND))
    assert [review.is_last for review in unclear(samples)] == [False, True]


def test_a_second_review_is_a_question_before_the_first_begins(samples: Path) -> None:
    place_in(samples).unlink()
    with ReviewFile.open(samples, "李四", path=place_of_second(samples, "李四")):
        pass
    own, other = unclear(samples)
    assert not own.is_there
    assert other.is_there
    assert other.reviewer == "李四"  # by the name of the file


def test_what_was_set_aside_is_no_review(samples: Path) -> None:
    second = place_of_second(samples, "李四")
    for path in (place_in(samples), second):
        with ReviewFile.open(samples, "李四", path=path):
            pass
        set_aside(path, "damaged", Clock()())
    assert choose(samples) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("李四", "李四"),
        ("a/b:c*?", "a_b_c"),
        ("..", "_"),
        ("CON", "CON_"),
        ("com1", "com1_"),
        ("", "_"),
        ("O. Li", "O_ Li"),
        ("长" * 200, "长" * 40),
    ],
)
def test_any_name_gives_a_file_that_every_system_takes(
    samples: Path, name: str, expected: str
) -> None:
    place = place_of_second(samples, name)
    assert place.parent == samples
    assert place.name == f"gouji-review.{expected}.sqlite"
    assert reviewer_in_name(place) == expected


def test_a_review_that_went_on_elsewhere_is_found_there(samples: Path, tmp_path: Path) -> None:
    away = tmp_path / "stick" / "review.sqlite"
    away.parent.mkdir()
    with open_file(samples) as file:
        note(file, "一")
        assert file.save_elsewhere(away)
        note(file, "二")
    assert choose(samples) == away
    with ReviewFile.open(samples, "张三", path=choose(samples)) as file:
        assert notes(file) == ["一", "二"]


def test_where_it_went_on_is_out_of_reach_nothing_older_is_opened(
    samples: Path, tmp_path: Path
) -> None:
    away = tmp_path / "stick" / "review.sqlite"
    away.parent.mkdir()
    with open_file(samples) as file:
        note(file, "一")
        file.save_elsewhere(away)
        note(file, "二")
    away.rename(tmp_path / "pulled out")
    own, moved = unclear(samples)
    assert own.is_there
    assert (moved.path, moved.standing) == (away, Standing.MOVED)
    assert not moved.is_there
    assert moved.is_last


def test_two_that_went_their_own_way_are_a_question(samples: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.sqlite"
    with open_file(samples) as file:
        note(file, "一")
        file.save_elsewhere(away)
        note(file, "二")
    with ReviewFile.open(samples, "李四", path=place_in(samples)) as file:
        note(file, "三")
    assert [review.path for review in unclear(samples)] == [place_in(samples), away]


def test_it_comes_home_when_it_is_told_to(samples: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.sqlite"
    with open_file(samples) as file:
        note(file, "一")
        file.save_elsewhere(away)
        note(file, "二")
    with ReviewFile.open(samples, "张三", came_from=away, clock=Clock()) as file:
        assert file.came_home
        assert file.path == place_in(samples)
        assert notes(file) == ["一", "二"]
    assert not away.exists()  # set aside under another name
    assert list(tmp_path.glob("away.home-*.sqlite"))
    forget(samples)
    assert choose(samples) is None


def test_what_came_home_another_way_is_not_asked_about(samples: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.sqlite"
    with open_file(samples) as file:
        note(file, "一")
        file.save_elsewhere(away)
        note(file, "二")
    shutil.copy(away, place_in(samples))  # by hand
    assert choose(samples) is None


def test_a_second_review_that_moves_stays_a_second_review(samples: Path, tmp_path: Path) -> None:
    second, away = place_of_second(samples, "李四"), tmp_path / "away.sqlite"
    remember(samples, Remembered(second, "李四", Why.SECOND))
    with ReviewFile.open(samples, "李四", path=second) as file:
        note(file, "一")
        file.save_elsewhere(away)
    second.unlink()
    remembered = recall(samples)
    assert remembered == Remembered(away, "李四", Why.SECOND)
    own, other = unclear(samples)
    assert own.standing is Standing.OWN
    assert (other.path, other.standing) == (away, Standing.SECOND)


def test_a_memory_that_cannot_be_read_is_none(samples: Path) -> None:
    remember(samples, Remembered(place_in(samples), "李四", Why.CHOSEN))
    (place,) = place_elsewhere(samples).parent.glob("*.place.json")
    for content in (b"", b"{", b'{"file": 1}', b"\xff\xfe", b"[]"):
        place.write_bytes(content)
        assert recall(samples) is None
    assert reviews_of(samples)[0].standing is Standing.OWN
