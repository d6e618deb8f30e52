-- Grain: one row per measure, territory, category and month: how many more units count there than in the month before.
-- Units are counted at each level of territory anew, never added up from the level below. One that counts for some
-- months only, or until it is counted again, begins and ends each of these spans once.
WITH placed AS (
    SELECT s.kpi, u.territory_level, u.territory, s.breakdown, s.category, s.key, s.enters, s.leaves, r.leaving
    FROM measure_slice s
    JOIN kpi_rule r ON r.kpi = s.kpi
    JOIN territory_within u ON u.place = s.place
        AND (u.territory_level <> 'province' OR (s.breakdown = 'total' AND r.provinces))
    WHERE s.key IS NOT NULL
),
first_seen AS (
    SELECT kpi, territory_level, territory, breakdown, category, key, min(enters) AS month_end
    FROM placed
    WHERE NOT leaving
    GROUP BY kpi, territory_level, territory, breakdown, category, key
),
span AS (
    SELECT kpi, territory_level, territory, breakdown, category, enters, leaves,
        lead(enters) OVER (
            PARTITION BY kpi, territory, breakdown, category, key ORDER BY enters, leaves NULLS LAST
        ) AS again
    FROM (
        SELECT DISTINCT kpi, territory_level, territory, breakdown, category, key, enters, leaves
        FROM placed
        WHERE leaving
    ) AS seen
),
change AS (
    SELECT kpi, territory_level, territory, breakdown, category, month_end, 1 AS unit
    FROM first_seen
    UNION ALL
    SELECT kpi, territory_level, territory, breakdown, category, enters, 1
    FROM span
    UNION ALL
    SELECT kpi, territory_level, territory, breakdown, category,
        CASE WHEN leaves IS NULL OR again < leaves THEN again ELSE leaves END, -1
    FROM span
    WHERE leaves IS NOT NULL OR again IS NOT NULL
)
SELECT kpi, territory_level, territory, breakdown, category, month_end, sum(unit) AS unit
FROM change
GROUP BY kpi, territory_level, territory, breakdown, category, month_end
