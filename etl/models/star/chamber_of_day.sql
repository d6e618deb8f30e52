-- Grain: one row per chamber, province and span of days: the chamber that a record naming it belongs to on such a day.
-- A chamber before its first day stands for the one that served the province then, after its last for its successor.
WITH known AS (
    SELECT
        c.chamber,
        nullif(c.successor, '') AS successor,
        coalesce(CAST(nullif(c.valid_from, '') AS DATE), DATE '0001-01-01') AS valid_from,
        coalesce(CAST(nullif(c.valid_to, '') AS DATE), DATE '9999-12-31') AS valid_to
    FROM code_chambers c
)
SELECT k.chamber, p.code AS province, k.valid_from AS first_day, k.valid_to AS last_day, k.chamber AS chamber_then
FROM known k
CROSS JOIN code_provinces p
UNION ALL
SELECT k.chamber, p.code, k.valid_to + INTERVAL 1 DAY, DATE '9999-12-31', k.successor
FROM known k
CROSS JOIN code_provinces p
WHERE k.successor IS NOT NULL AND k.valid_to < DATE '9999-12-31'
UNION ALL
-- No province has two chambers on one day: see tests/unit/catalogue/test_catalogue.py.
SELECT s.chamber, own.province, DATE '0001-01-01', s.valid_from - INTERVAL 1 DAY, k.chamber
FROM known s
JOIN known k ON k.successor = s.chamber
JOIN code_chamber_provinces own ON own.chamber = k.chamber
WHERE s.valid_from > DATE '0001-01-01'
