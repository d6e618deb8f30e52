"""The model of Fellegi and Sunter as the library splink computes it, with fixed chances from catalogue/linkage.yaml."""

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from catalogue.model import Linkage
from engine.sql_text import queries

Chances = tuple[float, float]  # m and u
LEAST = 0.01  # probability of a pair that is worth weighing against the others
SQL = queries(__file__)
# Of each level its condition; pairs that meet the first of them are of that level.
NAME = {level: SQL[f"name_{level}"] for level in ("near", "part")}
PLACE = {level: SQL[f"place_{level}"] for level in ("both", "one")}


def odds_of(
    beneficiaries: pa.Table, register: pa.Table, frequency: Mapping[str, float], cooperatives: int, linkage: Linkage
) -> Iterator[tuple[str, str, float]]:
    """Yield (id of ``beneficiaries``, id of ``register``, odds that both are the same cooperative), in no given order.

    Both tables: unique_id, core, same, figures (text), words, keys, provinces, named, regions (lists). ``frequency``:
    how often another cooperative bears a name, by ``same``. The chances are given and not trained, so that the odds
    depend on the pair and the register, never on the other awards. Odds under 1 to 99 are left out.
    """
    # Imported here: it costs a second that most builds need not spend.
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    with duckdb.connect() as connection:
        engine = DuckDBAPI(connection=connection)
        settings = SettingsCreator(
            link_type="link_only",
            probability_two_random_records_match=linkage.known_share / cooperatives,
            comparisons=_comparisons(linkage),
            blocking_rules_to_generate_predictions=[block_on("keys", "regions", arrays_to_explode=["keys", "regions"])],
            retain_matching_columns=False,
        )
        sides = [
            engine.register(beneficiaries, table_name="beneficiaries"),
            engine.register(register, table_name="register"),
        ]
        linker = Linker(sides, settings, log_level=None)
        known = pa.table({"same": list(frequency), "tf_same": list(frequency.values())})
        linker.table_management.register_term_frequency_lookup(engine.register(known), "same")
        found = linker.inference.predict(threshold_match_probability=LEAST)
        for row in found.as_record_list():
            left, right = row["unique_id_l"], row["unique_id_r"]
            flipped = row["source_dataset_l"] == "register"
            pair = (right, left) if flipped else (left, right)
            yield (*pair, 2.0 ** row["match_weight"])


def _comparisons(linkage: Linkage) -> list[Any]:
    """Name and place, each a list of levels of which a pair has the first that fits; the last one fits always."""
    from splink import comparison_level_library as levels  # noqa: PLC0415
    from splink import comparison_library  # noqa: PLC0415

    def comparison(column: str, known: str, conditions: Mapping[str, Any], chances: Mapping[str, Chances]) -> Any:
        made: list[Any] = [levels.NullLevel(known)]
        for level, (m, u) in chances.items():
            made.append(conditions.get(level, levels.ElseLevel()).configure(m_probability=m, u_probability=u))
        return comparison_library.CustomComparison(made, column)

    same = {"same": levels.ExactMatchLevel("same", term_frequency_adjustments=True)}
    names = same | {level: levels.CustomLevel(condition) for level, condition in NAME.items()}
    places = {level: levels.CustomLevel(condition) for level, condition in PLACE.items()}
    return [comparison("name", "core", names, linkage.name), comparison("place", "regions", places, linkage.place)]
