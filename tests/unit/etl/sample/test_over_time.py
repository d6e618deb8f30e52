"""A demonstration's days: working days, August, spring 2020; cooperatives that begin and end; referrals that close."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.sample.calibration import calibration
from etl.sample.generate import generate
from etl.sample.world.working_days import calendar, easter, holidays
from tests.helpers import demonstrations as read
from tests.helpers.releases import SEED, UNTIL, silent

ON_SITE = "in presenza"
BOTH_WAYS = ["Orientamento", "Mentoring", "Formazione", "PID-LAB", "ZOOM4.0"]


def days_of(inbox: Path, activity: pd.DataFrame) -> dict[str, pd.Series]:
    """The days of everything that somebody did."""
    practices = read.tables([inbox / "buone_pratiche.xlsx"])
    return {
        "activities": activity["day"],
        "assessments": read.assessments(inbox)["day"],
        "services": read.services(inbox)["day"],
        "practices": practices["day"],
        "awards": read.awards(inbox)["day"],
    }


def test_easter_and_the_holidays_around_it_are_known() -> None:
    days = {2018: (4, 1), 2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2024: (3, 31), 2025: (4, 20)}
    assert {year: (easter(year).month, easter(year).day) for year in days} == days
    assert date(2020, 4, 13) in holidays(2020) and date(2020, 6, 2) in holidays(2020) and len(holidays(2020)) == 11


def test_nothing_happens_on_sundays_and_holidays_and_little_on_saturdays(
    demo_inbox: Path, activity: pd.DataFrame
) -> None:
    closed = {day for year in range(2018, 2021) for day in holidays(year)}
    for name, days in days_of(demo_inbox, activity).items():
        assert days.notna().all() and not (days.dt.day_of_week == 6).any(), name
        assert not set(days.dt.date) & closed, name
        assert (days.dt.day_of_week == 5).mean() < 0.03, name
    assert (activity["day"].dt.day_of_week == 5).any()
    rows = read.register(demo_inbox)
    assert rows["start"].dt.day_of_week.max() == 4, "no notary works at the weekend"
    assert not set(rows["start"].dt.date) & closed


def test_august_is_quiet(activity: pd.DataFrame) -> None:
    by_month = activity.groupby(activity["day"].dt.strftime("%Y-%m")).size()
    for year in (2018, 2019, 2020):
        around = (by_month[f"{year}-07"] + by_month[f"{year}-09"]) / 2
        assert 0 < by_month[f"{year}-08"] < 0.4 * around, year


@pytest.mark.slow
def test_spring_2020_is_low_and_at_a_distance_as_long_as_the_country_was_closed(many: pd.DataFrame) -> None:
    def pace(first: str, last: str) -> float:
        """Activities per working day."""
        own = many["day"].between(first, last).sum()
        return float(own / np.busday_count(first, np.datetime64(last) + 1))

    def at_a_distance(first: str, last: str) -> float:
        own = many[many["day"].between(first, last) & many["service"].isin(BOTH_WAYS)]
        return float((own["Modalità"] != ON_SITE).mean())

    before, during = pace("2020-01-07", "2020-02-21"), pace("2020-03-09", "2020-05-03")
    after = pace("2020-06-15", "2020-07-31")
    assert during < 0.6 * before and during < 0.5 * after
    assert at_a_distance("2020-03-09", "2020-05-03") == 1.0
    assert at_a_distance("2019-01-01", "2019-12-31") < 0.4
    assert at_a_distance("2020-11-01", "2020-12-31") > 0.9
    assert at_a_distance("2020-06-15", "2020-10-23") < 0.85
    webinars = many[(many["service"] == "Webinar") & (many["Modalità"] == ON_SITE)]
    events = many[(many["service"] == "Evento informativo") & many["day"].between("2020-03-09", "2020-05-03")]
    assert webinars.empty and events.empty


@pytest.mark.slow
def test_nobody_is_served_before_being_founded_or_after_closing(larger: Path, many: pd.DataFrame) -> None:
    rows = read.register(larger)
    life = pd.DataFrame(
        {"start": rows.groupby("Codice fiscale")["start"].min(), "end": rows.groupby("Codice fiscale")["end"].last()}
    )
    moved = rows["Codice fiscale"].duplicated(keep=False)
    life.loc[rows.loc[moved, "Codice fiscale"].unique(), "end"] = pd.NaT
    assert rows.loc[~moved, "end"].notna().sum() > 5_000 and (life["start"] >= "2018-07-01").sum() > 4_000
    vouchers = read.vouchers(larger)
    seen = [(many["coop"], many["day"])]
    for table in (read.assessments(larger), read.services(larger)):
        seen.append((table["Codice fiscale cooperativa"], table["day"]))
    for codes, days in seen:
        known = codes.isin(life.index)
        own = life.loc[codes[known]]
        assert known.sum() > 500
        day = days[known].to_numpy()
        assert (own["start"].to_numpy() <= day).all()
        assert (own["end"].isna().to_numpy() | (own["end"].to_numpy() >= day)).all()
    own = life.reindex(vouchers["tax"]).dropna(subset="start")
    assert (own["start"].to_numpy() <= vouchers.set_index("tax").loc[own.index, "day"].to_numpy()).all()
    assert many.loc[many["coop"].isin(life.index[life["start"] >= "2018-07-01"]), "coop"].nunique() > 20


def test_cooperatives_begin_and_end_at_the_published_pace(demo_inbox: Path) -> None:
    known, rows = calibration(), read.register(demo_inbox)
    moved = rows["Codice fiscale"].duplicated(keep=False)
    active = known.one("coops_active_register", end="2019-12-31")
    for year in (2019, 2020):
        new = (rows["start"].dt.year[~rows["Codice fiscale"].duplicated()] == year).sum()
        pace = known.one("coops_new_in_albo", end=f"{year}-12-31") / active
        assert new / known.cooperatives.sum() == pytest.approx(pace, rel=0.05), year
    ended = (rows.loc[~moved, "end"].dt.year == 2020).sum()
    born = (rows["start"].dt.year[~rows["Codice fiscale"].duplicated()] == 2020).sum()
    growth = known.one("coops_growth_rate", end="2020-12-31") / 100
    assert (born - ended) / known.cooperatives.sum() == pytest.approx(growth, abs=0.003)


@pytest.mark.slow
def test_referrals_close_after_some_time_and_few_wait_for_long(many: pd.DataFrame) -> None:
    sent = many[many["service"] == "Invio a DIH o Competence Center"]
    waited = (pd.Timestamp(UNTIL) - sent["day"]).dt.days
    pending = sent["Esito dell'invio"] == "in attesa"
    assert set(sent["Esito dell'invio"]) == {"accolto", "non accolto", "in attesa"} and len(sent) > 1_000
    assert pending[waited <= 20].mean() > 0.6, "no outcome at once"
    assert pending[waited > 180].mean() < 0.03 < pending[waited <= 90].mean()
    assert (many.loc[many["service"] != "Invio a DIH o Competence Center", "Esito dell'invio"] == "").all()


@pytest.mark.slow
def test_costs_are_those_of_the_kind_of_service(many: pd.DataFrame) -> None:
    mean = many.groupby("service")["euro"].mean()
    order = ["Orientamento", "ZOOM4.0", "Mentoring", "Formazione", "Evento informativo", "Voucher Misura B"]
    assert mean[order].is_monotonic_increasing
    assert mean["SELFI4.0"] == mean["Digital Skill Voyager"] == 0, "done online, by the firm itself"
    hours = many[many["service"] == "Orientamento"]["euro"]
    assert hours.std() < hours.mean() and hours.max() < 500
    whole = many[many["Partecipanti"] != ""]
    assert set(whole["service"]) >= {"Formazione", "Evento informativo", "Webinar", "PID-LAB"}


@pytest.mark.parametrize(("until", "last"), [(date(2018, 7, 1), "2018-07-02"), (date(2021, 6, 13), "2021-06-13")])
def test_a_short_and_a_long_demonstration_end_on_their_day(tmp_path: Path, until: date, last: str) -> None:
    made = generate(tmp_path / "x", rows=300, seed=SEED, until=until, progress=silent)
    days = read.activities(tmp_path / "x")["day"]
    assert made.activities == len(days) == 300
    assert days.min() >= pd.Timestamp("2018-07-01") and days.max() <= pd.Timestamp(last)


def test_a_calendar_without_a_month_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        calendar(date(2018, 6, 14), date(2018, 6, 30))
