"""Recognising printed labels: what each may name, and what it must not be taken for."""

import pytest

from core.cells import TableKind
from core.extract.folding.fold import fold
from core.extract.tokens.lexicon import Entry, Role, bare, key_of, numbering_key, strip_note
from core.forms import load_forms
from tests.core.extract.stages import lexicon


def look_up(printed: str) -> Entry | None:
    return lexicon().look_up(fold(printed))


@pytest.mark.parametrize("form", load_forms())
def test_every_label_of_every_form_names_its_row_or_column(form: str) -> None:
    for table in load_forms()[form].tables.values():
        for block in table.blocks:
            for row in block.rows:
                entry = look_up(row.label)
                assert entry is not None
                assert row.key in entry.named(Role.ROW, table.kind, form)
            for column in block.columns:
                entry = look_up(column.label)
                assert entry is not None
                assert column.key in entry.named(Role.COLUMN, table.kind, form)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("（七）总计", "row.results_total"),
        ("(七) 总 计", "row.results_total"),
        ("規範性檔案", "row.normative_documents"),
        ("行政規范性文件", "row.normative_documents"),
        ("一、本年新收政府信息公开申请数量", "row.received"),
        ("1．属于国家秘密", "row.denied_state_secret"),
        ("重复(fù)申请", None),
        ("2.重复申请", "row.unprocessed_repeat"),
        ("本年收费金额（单位：万元）", "column.amount"),
        (
            "2.申请(qing)(qing)人逾期未按收费(fei)(fei)通知要求繳納(na)(na)费(fei)(fei)用、行政"
            "机(ji)(ji)关(guan)(guan)不再处(chu)(chu)理其政府信息公开(kai)(kai)申请(qing)(qing)",
            "row.other_unpaid",
        ),
        ("本年收费金额（单位：万元，保留4位小数）", "column.amount"),
        ("本年度止件数", "column.repealed"),
        ("自 然 人", "column.natural_person"),
        ("某某局", None),
        ("", None),
        ("（）", None),
    ],
)
def test_labels_are_known_in_any_print(printed: str, name: str | None) -> None:
    entry = look_up(printed)
    if name is None:
        assert entry is None or entry.name.startswith("row.unprocessed")
    else:
        assert entry is not None
        assert entry.name == name


def test_the_same_word_may_name_several_things() -> None:
    total = look_up("总计")
    assert total is not None
    assert {label.role for label in total.labels} >= {Role.COLUMN}
    assert total.table is None
    other = look_up("其他")
    assert other is not None
    assert other.named(Role.COLUMN, TableKind.REQUESTS) == ("other",) * len(
        other.named(Role.COLUMN, TableKind.REQUESTS)
    )
    assert other.has_row


def test_numbering_tells_a_row_from_a_column() -> None:
    row, column = look_up("（七）总计"), look_up("总计")
    assert row is not None
    assert column is not None
    assert row.exact
    assert row.rows_of is TableKind.REQUESTS
    assert column.rows_of is None


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("5.要求行政机关确认或重新出具已获", "unprocessed_reconfirm"),  # cut off
        ("4.无正当理由大量反复甲请", "unprocessed_excessive"),  # misspelt
        ("1.本机关不掌握相关政府信忠", "unavailable_not_held"),
    ],
)
def test_damaged_labels_are_known_by_what_is_left(printed: str, row: str) -> None:
    damaged = lexicon().damaged(fold(printed), TableKind.REQUESTS)
    assert damaged is not None
    assert row in damaged.entry.named(Role.ROW, TableKind.REQUESTS)


@pytest.mark.parametrize("printed", ["属于", "关于印发工作方案的通知", "二〇二三年一月", "总计"])
def test_what_resembles_no_single_label_is_none(printed: str) -> None:
    assert lexicon().damaged(fold(printed), TableKind.REQUESTS) is None


@pytest.mark.parametrize(
    ("piece", "is_part"), [("制发件", True), ("商", True), ("某", False), ("12", False)]
)
def test_fragments_are_parts_of_labels(piece: str, is_part: bool) -> None:
    assert lexicon().is_fragment(piece) is is_part
    assert lexicon().is_fragment(piece) is is_part  # remembered


def test_keys_drop_what_does_not_matter_and_keep_numbering() -> None:
    assert key_of(fold("（七） 总\u200b计：")) == "七总计"
    assert bare(fold("（七）总计")) == "总计"
    assert numbering_key("（三）不予公开") == "三"
    assert strip_note(fold("规章（含（旧）规章）数")) == "规章数"


def test_digits_of_a_label_count_whatever_was_looked_at_before() -> None:
    """12. is a numbering; without its mark 12 may be a figure that ran into the label."""
    numbered = lexicon().damaged("12.没有现成信息需要另行制作", TableKind.REQUESTS)
    run_in = lexicon().damaged("12没有现成信息需要另行制作", TableKind.REQUESTS)
    assert numbered is not None
    assert run_in is None
