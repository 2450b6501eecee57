"""A print run: everything once, what is fresh left alone, failures told and kept."""

from __future__ import annotations

import pytest

from broadsheet.plates import PlateTree
from broadsheet.press import print_run as print_run_module
from broadsheet.press import queue
from broadsheet.press.models import Plate
from broadsheet.press.pressing import PressError, press_page
from broadsheet.press.print_run import Outcome, Printed, print_run, stale_paths
from broadsheet.press.registry import all_paths
from tests.conftest import TestPaper
from tests.factories import publish
from tests.press.conftest import settle

pytestmark = pytest.mark.django_db


def outcomes(run: object) -> dict[str, Outcome]:
    return {one.path: one.outcome for one in run}  # type: ignore[attr-defined]


def test_every_address_is_pressed_once_and_then_fresh(paper: TestPaper, tree: PlateTree) -> None:
    story = publish(paper.politics)
    settle()
    first = outcomes(print_run(all_paths()))
    assert set(first.values()) <= {Outcome.PRESSED, Outcome.FRESH}
    assert all(tree.body(path) for path in first)
    assert story.path in first
    assert set(outcomes(print_run(all_paths())).values()) == {Outcome.FRESH}
    assert set(outcomes(print_run(all_paths(), force=True)).values()) == {Outcome.PRESSED}


def test_a_run_that_was_cut_short_is_taken_up(
    paper: TestPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_run_module, "ROUND", 1)
    publish(paper.politics)
    settle()
    list(print_run(all_paths(), force=True))
    Plate.objects.all().delete()
    cut = print_run(all_paths())
    done = {next(cut).path for _ in range(3)}
    cut.close()
    again = outcomes(print_run(all_paths()))
    assert {path for path, outcome in again.items() if outcome == Outcome.FRESH} == done


def test_what_is_stale_or_whose_file_is_gone_is_pressed(paper: TestPaper, tree: PlateTree) -> None:
    press_page("/")
    press_page("/politics/")
    Plate.objects.filter(path="/").update(stale=True)
    tree.mark_stale("/")
    assert stale_paths() == ["/"]
    tree.drop("/politics/")
    assert outcomes(print_run(["/", "/politics/"])) == {
        "/": Outcome.PRESSED,
        "/politics/": Outcome.PRESSED,
    }
    assert not tree.is_stale("/")
    assert stale_paths() == []


def test_a_failure_is_told_noted_and_tried_again(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_page("/")
    old = tree.body("/")

    whole = queue.press_claimed

    def fail(plate: Plate, *, wait: bool) -> None:
        if plate.path == "/":
            raise PressError("the template is broken")
        whole(plate, wait=wait)

    with monkeypatch.context() as broken:
        broken.setattr(queue, "press_claimed", fail)
        found = {one.path: one for one in print_run(["/", "/politics/"], force=True)}
    assert found["/"].outcome == Outcome.FAILED
    assert found["/"].error == "the template is broken"
    assert found["/politics/"].outcome == Outcome.PRESSED
    assert tree.body("/") == old
    plate = Plate.objects.get(path="/")
    assert plate.tries == 1
    assert plate.wanted_at is not None
    assert outcomes(print_run(["/"])) == {"/": Outcome.PRESSED}


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/nothing/", Outcome.ABSENT),
        ("/search/", Outcome.UNPRESSED),
        ("/picture.jpg", Outcome.UNPRESSED),
    ],
)
def test_what_is_no_plate_leaves_none(paper: TestPaper, path: str, outcome: Outcome) -> None:
    (one,) = print_run([path], force=True)
    assert isinstance(one, Printed)
    assert one.outcome == outcome
    assert one.error
    assert not Plate.objects.filter(path=path).exists()


def test_a_change_while_a_run_is_under_way_is_not_missed(paper: TestPaper, tree: PlateTree) -> None:
    stories = [publish(paper.politics, headline=f"Ferry {number}") for number in range(3)]
    settle()
    run = print_run([story.path for story in stories], force=True)
    whole = queue.press_claimed

    def rewrite_meanwhile(plate: Plate, *, wait: bool) -> None:
        # All three stories have been read by now; another press takes the change in.
        if plate.path == stories[0].path and stories[2].headline == "Ferry 2":
            stories[2].headline = "The ferry stays in port"
            stories[2].save_revision().publish()
            queue.work()
        whole(plate, wait=wait)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(queue, "press_claimed", rewrite_meanwhile)
        assert set(outcomes(run).values()) == {Outcome.PRESSED}
    assert b"stays in port" not in (tree.body(stories[2].path) or b"")
    settle()
    assert b"stays in port" in (tree.body(stories[2].path) or b"")
