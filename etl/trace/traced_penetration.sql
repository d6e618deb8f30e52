-- Grain: one row per validity period of a cooperative (denominator), and one more where a PID reached it (numerator).
-- The numerator leads to the cooperative's first activity, wherever that was held.
WITH month AS (
    SELECT min(month_end) AS first_month, max(month_end) AS last_month
    FROM dim_month
),
activity AS (
    SELECT a.*, row_number() OVER (
        PARTITION BY a.cooperative ORDER BY a.activity_date, a.source_file, a.source_sheet, a.source_row
    ) AS place
    FROM fact_pid_activity a
    CROSS JOIN build_parameters p
    WHERE a.activity_date >= p.window_start AND a.cooperative IS NOT NULL
),
period AS (
    SELECT c.cooperative, c.province, c.valid_from, c.source_file, c.source_sha, c.source_sheet, c.source_row,
        greatest(last_day(c.valid_from), m.first_month) AS enters,
        CASE WHEN c.valid_to < m.last_month THEN last_day(c.valid_to + INTERVAL 1 DAY) END AS leaves
    FROM dim_cooperative c
    CROSS JOIN month m
    WHERE c.valid_to IS NULL OR c.valid_to >= m.first_month
)
SELECT 'coop_penetration' AS kpi, cooperative AS unit, 'denominator' AS role, 1 AS den, cooperative, enters, leaves,
    valid_from AS day, province AS place, source_file, source_sha, source_sheet, source_row
FROM period
UNION ALL BY NAME
SELECT 'coop_penetration' AS kpi, p.cooperative AS unit, 'numerator' AS role, 1 AS num, p.cooperative,
    greatest(a.month_end, p.enters) AS enters, p.leaves, a.activity_date AS day, p.province AS place,
    a.source_file, a.source_sha, a.source_sheet, a.source_row
FROM period p
JOIN activity a ON a.cooperative = p.cooperative AND a.place = 1
