-- Grain: one row per measure: what stands behind its figures (units), from when there are any (since), its figure of
-- Excelsior's annexes, whether single provinces have figures, whether contributions leave again, and the feed without
-- which twelve months have no figure (reported, '' for none).
SELECT kpi, units, since, annex_figure, provinces, leaving, reported
FROM (VALUES
$rows
) AS listed (kpi, units, since, annex_figure, provinces, leaving, reported)
-- View.
