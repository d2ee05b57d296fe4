"""Owns the converted part of the corpus: documents as files, through every converter, with their truth."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from core.cells import TableKind
from core.forms import Form
from core.reports import ReportKind
from tests.corpus.build import unfilled_traits
from tests.corpus.converters import CONVERTERS, Converter, office
from tests.corpus.document import Document, Paragraph, Traits, make_document, values_of
from tests.corpus.effects import Effects, finished_case, is_blank
from tests.corpus.figures import Scale
from tests.corpus.grid import Grid
from tests.corpus.marks import take_marks
from tests.corpus.markup import STYLES, document_html
from tests.corpus.model import ANY, Case
from tests.corpus.twins import (
    digit_twin_text,
    followed,
    judge,
    letters_from_digits,
    marked_from,
    twin_text,
    unfollowed,
)
from tests.corpus.values import PrintedValue, ValueStyle, any_style
from tests.corpus.word import write_docx

FAMILY = "CONV"
UNFILLED = "BLANKCONV"
"""The family of documents whose cells were left blank."""


def documents(
    forms: Mapping[str, Form], count: int, seed: int, *, unfilled: bool = False
) -> list[Document]:
    """The documents to convert, the same ones for every converter; `unfilled`: with cells left blank."""
    made = []
    for number in range(count):
        rng = Random(f"{seed}/{UNFILLED if unfilled else FAMILY}/{number}")
        if unfilled:
            made.append(make_document(forms, number, rng, unfilled_traits(number, rng)))
            continue
        style = any_style(rng)
        # Twins replace ASCII digits; full-width ones are left to the emulators.
        traits = Traits(values=ValueStyle() if style.full_width else style)
        made.append(make_document(forms, number, rng, traits))
    return made


_Change = Callable[[str], str]


def _plain(text: str) -> str:
    return take_marks(text)[0]


def _digit_change(turn: int) -> _Change:
    return lambda text: digit_twin_text(text, turn)


def _write_files(
    made: Sequence[Document], folder: Path, seed: int, change: _Change, *, pdf: bool = True
) -> dict[str, list[Path]]:
    """HTML, DOCX and PDF files of `made`, every text passed through `change`."""
    paths: dict[str, list[Path]] = {"html": [], "docx": []}
    folder.mkdir(parents=True)
    for number, document in enumerate(made):
        style = STYLES[number % len(STYLES)]
        html = document_html(document, style, Random(f"{seed}/html/{number}"))
        path = folder / f"{number:03d}.html"
        path.write_text(change(html), encoding="utf-8")
        paths["html"].append(path)
        parts = tuple(
            replace(part, text=change(part.text))
            if isinstance(part, Paragraph)
            else part.with_texts(lambda cell: change(cell.text))
            for part in document.parts
        )
        path = folder / f"{number:03d}.docx"
        write_docx(replace(document, parts=parts), path)
        paths["docx"].append(path)
    if pdf:
        paths["pdf"] = office(paths["docx"], "pdf", folder)
    return paths


def converted(
    forms: Mapping[str, Form],
    count: int,
    seed: int,
    only: Sequence[str] = (),
    *,
    unfilled: bool = False,
) -> Iterator[tuple[Converter, list[Case]]]:
    """For each converter the Cases of `count` documents whose values could be followed."""
    made = documents(forms, count, seed, unfilled=unfilled)
    family = UNFILLED if unfilled else FAMILY
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        real = _write_files(made, folder / "real", seed, _plain)
        twin = _write_files(made, folder / "twin", seed, twin_text, pdf=False)
        digits = [
            _write_files(made, folder / f"digits{turn}", seed, _digit_change(turn))["pdf"]
            for turn in range(4)
        ]
        probes = _write_files(_probe_documents(forms), folder / "probe", seed, _plain)
        for converter in CONVERTERS:
            if only and not any(word in converter.name for word in only):
                continue
            try:
                texts = [_folded(text) for text in converter.convert(real[converter.kind])]
                if converter.kind == "pdf":
                    four = [list(map(_folded, converter.convert(paths))) for paths in digits]
                    twins = [
                        letters_from_digits(text, list(other))
                        for text, *other in zip(texts, *four, strict=True)
                    ]
                else:
                    twins = list(map(_folded, converter.convert(twin[converter.kind])))
                blanks = _blank_habit(converter.convert(probes[converter.kind]))
            except Exception as error:  # noqa: BLE001  # a tool that is not installed, or fails
                print(f"{converter.name}: left out: {error!r}", file=sys.stderr)
                continue
            yield converter, _cases(made, converter, texts, twins, blanks, family)


def _cases(
    made: Sequence[Document],
    converter: Converter,
    texts: Sequence[str],
    twins: Sequence[str | None],
    blanks: str,
    family: str,
) -> list[Case]:
    cases = []
    for number, (document, text, twin) in enumerate(zip(made, texts, twins, strict=True)):
        spans = None if twin is None else followed(text, twin)
        has_blanks = any(is_blank(cell) for grid in document.grids() for cell in grid.cells)
        if spans is None or (converter.moves_cells and has_blanks):
            continue
        effects = Effects()
        if not spans:
            document = _without_tables(document)
        judge(document, text, spans, blanks, effects)
        if not any(
            effects.cells.get(ref, (ANY, True))[1] for g in document.grids() for ref in values_of(g)
        ):
            # Figures are there, but not one can be told: either may be said.
            document = replace(document, kinds=(*document.kinds, ReportKind.NO_TABLE_TEXT))
        effects.excuse("section_number", "misspelt_label")
        style = STYLES[number % len(STYLES)].name if converter.kind == "html" else converter.kind
        case = finished_case(
            document,
            marked_from(text, spans),
            effects,
            case_id=f"{family}-{converter.name}-{number:05d}",
            family=family,
            maker=converter.name,
            unfollowed=unfollowed(document),
        )
        cases.append(replace(case, notes=(*case.notes, f"style:{style}", f"blanks:{blanks}")))
    return cases


def _without_tables(document: Document) -> Document:
    """`document` as it is to be taken where its tables left no trace."""
    return replace(
        document,
        kinds=(ReportKind.NO_TABLE_TEXT,),
        form_told=False,
        excused=document.excused | {"no_table_text"},
    )


def _folded(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _probe_documents(forms: Mapping[str, Form]) -> list[Document]:
    """Two documents that differ only in which cell of a row is blank."""
    form = forms["2021"]
    document = make_document(
        forms,
        0,
        Random("probe"),
        Traits(form="2021", scale=Scale.DENSE, plain=True, values=ValueStyle()),
    )
    refs = [
        ref for ref in form.index.refs if ref.table is TableKind.REQUESTS and ref.row == "granted"
    ]
    probes = []
    for blank_at in (1, 3):
        texts = ["5"] * (len(refs) - 1)
        texts.insert(blank_at, "")
        shown = {ref: PrintedValue(text, None) for ref, text in zip(refs, texts, strict=True)}
        parts = tuple(
            part
            if not isinstance(part, Grid)
            else part.with_texts(
                lambda cell, shown=shown: (
                    shown[cell.ref].text  # type: ignore[misc]
                    if cell.ref in shown
                    else cell.text
                )
            )
            for part in document.parts
        )
        probes.append(replace(document, parts=parts))
    return probes * 2  # some tools want more than one file in a call


def _blank_habit(texts: Sequence[str]) -> str:
    """What a converter does with a blank cell, from what it makes of the two probes."""
    a, b = texts[0], texts[1]
    if a == b:
        return "swallowed"
    if " ".join(a.split()) != " ".join(b.split()) or "".join(a.split(" ")) != "".join(b.split(" ")):
        lines_only = not any(mark in a for mark in "\t|│")
        return "lines" if lines_only else "kept"
    return "aligned"
