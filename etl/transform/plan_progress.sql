-- Published history and plans, and the tables of progress.

-- name: targets
SELECT kpi, territory, valid_from, due_on, value FROM kpi_plan ORDER BY ALL

-- name: measures
SELECT k.kpi, k.kind, k.unit, k.time_window, k.change, coalesce(r.leaving, FALSE), k.direction
FROM kpi k LEFT JOIN kpi_rule r USING (kpi)
ORDER BY k.position

-- name: history
-- Indicators alone: a supporting measure has no target and no status.
-- A share or a mean rests on its denominator; where none is published, on the cooperatives that it counts.
SELECT kpi, territory, as_of, value, CAST(coalesce(denominator, units) AS DOUBLE) AS units, numerator, denominator
FROM kpi_published
WHERE breakdown = 'total' AND kpi IN (SELECT kpi FROM kpi WHERE NOT supporting)
ORDER BY ALL

-- name: store
CREATE TABLE $table AS SELECT $typed FROM frame_rows

-- name: typed
CAST($field AS $type) AS $field
