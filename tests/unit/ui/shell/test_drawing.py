"""The queue before pages: in order, few at once, no place for readers who left, and an end to waiting."""

import threading
import time
from types import SimpleNamespace

import pytest

from texts.translator import Words
from ui.shell import drawing_turn
from ui.shell.drawing import ReaderLeftError, TooManyWaitingError, Turns


def wait_until(condition: "object") -> None:
    until = time.monotonic() + 5
    while not condition() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.005)


def test_few_at_once_and_in_the_order_in_which_they_came() -> None:
    turns, drawn, most, inside = Turns(2, 50), list[int](), [0], [0]
    lock = threading.Lock()

    def draw(number: int) -> None:
        with turns.turn(lambda before: None, lambda: False):
            with lock:
                drawn.append(number)
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.01)
            with lock:
                inside[0] -= 1

    threads = []
    with turns.turn(lambda before: None, lambda: False), turns.turn(lambda before: None, lambda: False):
        for number in range(10):
            threads.append(threading.Thread(target=draw, args=(number,)))
            threads[-1].start()
            wait_until(lambda expected=number + 1: turns.waiting == expected)
        assert drawn == []
    for thread in threads:
        thread.join()
    assert sorted(drawn) == list(range(10)) and most[0] <= 2 and turns.waiting == 0
    assert all(abs(place - number) <= 1 for place, number in enumerate(drawn))


def test_who_left_loses_the_place_and_a_page_that_fails_gives_its_turn_back() -> None:
    turns = Turns(1, 5)
    with turns.turn(lambda before: None, lambda: False):
        with pytest.raises(ReaderLeftError), turns.turn(lambda before: None, lambda: True):
            pytest.fail("nobody reads it")
        assert turns.waiting == 0
    for _ in range(3):
        with pytest.raises(KeyError), turns.turn(lambda before: None, lambda: False):
            raise KeyError
    with turns.turn(lambda before: None, lambda: False):
        pass


def test_the_queue_ends_and_who_waits_is_told_how_many_are_before() -> None:
    turns, told, left = Turns(1, 1), list[int](), threading.Event()

    def waits() -> None:
        with pytest.raises(ReaderLeftError), turns.turn(told.append, left.is_set):
            pass

    with turns.turn(lambda before: None, lambda: False):
        waiting = threading.Thread(target=waits)
        waiting.start()
        wait_until(lambda: turns.waiting == 1)
        with pytest.raises(TooManyWaitingError), turns.turn(lambda before: None, lambda: False):
            pass
        wait_until(lambda: told)
        left.set()
        waiting.join()
    assert told == [0] and turns.waiting == 0


def test_a_part_that_draws_itself_anew_waits_for_a_turn_and_holds_one_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    turns, drawn = Turns(1, 5), threading.Event()
    run = SimpleNamespace(fragment_ids_this_run=["one"], session_id="me")
    monkeypatch.setattr(drawing_turn, "TURNS", turns)
    monkeypatch.setattr(drawing_turn, "get_script_run_ctx", lambda: run)

    def draw() -> None:
        with drawing_turn.part_turn(Words("it")), drawing_turn.part_turn(Words("it")):
            drawn.set()

    part = threading.Thread(target=draw)
    with turns.turn(lambda before: None, lambda: False):
        part.start()
        wait_until(lambda: turns.waiting == 1)
        assert turns.waiting == 1 and not drawn.is_set()
        run.fragment_ids_this_run = []  # the whole page is drawn: the turn is the page's
        with drawing_turn.part_turn(Words("it")):
            pass
        run.fragment_ids_this_run = ["one"]
    part.join(5)
    assert drawn.is_set() and turns.waiting == 0
