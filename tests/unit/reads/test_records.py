"""Rows in groups: by what a function gives of each, in the order in which they come."""

from reads.records import grouped


def test_groups_keep_the_order_of_their_rows() -> None:
    rows = [{"k": "b", "m": 1}, {"k": "a", "m": 1}, {"k": "b", "m": 2}]
    assert grouped(rows, lambda row: row["k"]) == {"b": [rows[0], rows[2]], "a": [rows[1]]}
    assert list(grouped(rows, lambda row: (row["k"], row["m"]))) == [("b", 1), ("a", 1), ("b", 2)]
    assert grouped([], lambda row: row) == {}
