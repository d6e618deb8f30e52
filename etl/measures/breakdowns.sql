-- Grain: one row per measure and breakdown, 'total' included, with the column that gives a contribution its category.
SELECT kpi, breakdown, source
FROM (VALUES
$rows
) AS listed (kpi, breakdown, source)
-- View.
