-- Grain: one row per KPI, territory, plan (valid_from: its first day) and date of its path; the first date is its baseline.
-- An amendment gives the dates that it changes or adds; the others stand as they were decided before it. decided_from is
-- the day of the decision that a row comes from, valid_to the last day of the plan (NULL: it holds still).
WITH version AS (
    SELECT kpi, territory, valid_from,
        CAST(lead(valid_from) OVER (PARTITION BY kpi, territory ORDER BY valid_from) - INTERVAL 1 DAY AS DATE) AS valid_to
    FROM (SELECT DISTINCT kpi, territory, valid_from FROM kpi_target) AS decision
),
stated AS (
    SELECT v.kpi, v.territory, v.valid_from, v.valid_to, t.due_on, t.value, t.status, t.basis,
        t.valid_from AS decided_from, t.decided_by, t.reason_it, t.reason_en,
        row_number() OVER (PARTITION BY v.kpi, v.territory, v.valid_from, t.due_on ORDER BY t.valid_from DESC) AS place
    FROM version v
    JOIN kpi_target t ON t.kpi = v.kpi AND t.territory = v.territory AND t.valid_from <= v.valid_from
)
SELECT kpi, territory, valid_from, valid_to, due_on, value, status, basis, decided_from, decided_by, reason_it, reason_en
FROM stated
WHERE place = 1
