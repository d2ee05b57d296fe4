"""Owns the progress bar of the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.cli.streams import Streams
from core.progress import Progress, no_progress
from core.wording import Wording


@contextmanager
def progress_bar(
    streams: Streams, wording: Wording, *, is_printing: bool = False
) -> Iterator[Progress]:
    """A bar on standard error where a person watches, else nothing; `is_printing`: results come meanwhile."""
    if not streams.has_room_for_bar(is_printing=is_printing):
        yield no_progress
        return
    from tqdm import tqdm

    with tqdm(desc=wording.message("cli", "say.reading"), leave=False, delay=0.5) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress
