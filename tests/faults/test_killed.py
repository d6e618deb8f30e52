"""Builds ended by signals at random instants and at every step boundary: CURRENT opens, the next build is the same.

OSSERVATORIO_KILLS=n: n random instants instead of 16, and each step with each signal instead of one signal in turn.
"""

import multiprocessing
import os
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from multiprocessing.synchronize import Lock as LockType
from pathlib import Path
from random import Random

import pytest

from engine import open_release
from tests.helpers.killed_builds import ENDS, Yard, current, states, yard_in
from tests.helpers.releases import served

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signals")]
ALL = "OSSERVATORIO_KILLS" in os.environ
RANDOM_KILLS, RANDOM = int(os.environ.get("OSSERVATORIO_KILLS", "16")), Random(20180614)  # noqa: S311
TAKEN_UP = 6  # every so many of the builds that end at a boundary are followed by one that does not
LEAST = {"before": 20, "again": 6, "anew": 15}


def read_on(releases: str, reset: LockType, done: Event, failures: "Queue[str]") -> None:
    """A reader's page: it asks for the release in service again and again, and never meets an error."""
    while not done.is_set():
        with reset:
            try:
                with open_release(served(Path(releases))) as connection:
                    assert connection.execute("SELECT count(*) FROM kpi_value").fetchall()[0][0] > 100
            except Exception as error:
                failures.put(repr(error))
        time.sleep(0.1)
    failures.put("done")


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    made = yard_in(tmp_path_factory.mktemp("yard"))
    states(made)
    return made


def test_a_build_ended_at_any_instant_leaves_a_release_and_no_trace(yard: Yard) -> None:
    yard.reset()
    started = time.monotonic()
    assert yard.finish(yard.releases) == 0
    length = time.monotonic() - started
    yard.reset()
    context = multiprocessing.get_context("forkserver")
    lock, done, failures = context.Lock(), context.Event(), context.Queue()
    reader = context.Process(target=read_on, args=(str(yard.releases), lock, done, failures))
    reader.start()
    ended = 0
    while ended < RANDOM_KILLS:
        if current(yard.releases) != yard.first:
            with lock:
                yard.reset()
        process, number = yard.start(yard.releases), ENDS[ended % len(ENDS)]
        time.sleep((ended + RANDOM.random()) / RANDOM_KILLS * length)
        if process.is_alive() and process.pid:
            os.kill(process.pid, number)
        process.join()
        if ended % 4 == 0:
            yard.expect_a_release_in_service()
        if process.exitcode == 128 + number:
            assert list(yard.releases.glob("work/*")) == []
        if process.exitcode:
            ended += 1
        else:  # it was done before: the machine is quicker than when it was timed
            length *= 0.95
    done.set()
    assert failures.get(timeout=30) == "done"
    reader.join()
    yard.expect_the_next_build_to_be_the_same()


@pytest.mark.parametrize("before", list(LEAST))
def test_a_build_ended_at_every_step_boundary_is_taken_up_by_the_next(yard: Yard, before: str) -> None:
    """Every announced step and every change to the folder by name: the signal comes just before it.

    ``before``: the build makes a new release, puts one in service again, or makes a damaged one anew.
    """
    yard.reset(before)
    assert yard.finish(yard.releases) == 0
    boundaries = yard.steps
    assert boundaries >= LEAST[before]
    for step in range(1, boundaries + 1):
        for number in set(ENDS) if ALL else {ENDS[step % len(ENDS)]}:
            yard.reset(before)
            code = yard.finish(yard.releases, stop_at=step, number=number)
            assert code is not None, f"step {step} with signal {number} did not end"
            yard.expect_a_release_in_service()
            yard.expect_as_told(code, number)
            if step % TAKEN_UP == 0 or step == boundaries:
                yard.expect_the_next_build_to_be_the_same()
