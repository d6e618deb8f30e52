-- Grain: one row per 12-month measure, territory, category and month; a cell once reported on falls to zero.
-- A cooperative reached counts for 12 months, or until it is reached again: so each of its spans begins and ends once.
WITH cell AS (
    SELECT u.territory_level, u.territory, s.breakdown, s.category, min(s.month_end) AS first_month
    FROM measure_slice s
    JOIN territory_up u ON u.province = s.province
    WHERE s.kpi = 'coops_reached' AND s.breakdown <> 'service'
        AND (s.breakdown = 'total' OR u.territory_level <> 'province')
    GROUP BY u.territory_level, u.territory, s.breakdown, s.category
),
seen AS (
    SELECT DISTINCT u.territory, s.breakdown, s.category, s.cooperative, s.month_end
    FROM measure_slice s
    JOIN territory_up u ON u.province = s.province
    WHERE s.kpi = 'coops_reached' AND s.cooperative IS NOT NULL AND s.breakdown <> 'service'
        AND (s.breakdown = 'total' OR u.territory_level <> 'province')
),
span AS (
    SELECT territory, breakdown, category, month_end, lead(month_end) OVER w AS again,
        last_day(month_end + INTERVAL 1 YEAR) AS ends
    FROM seen
    WINDOW w AS (PARTITION BY territory, breakdown, category, cooperative ORDER BY month_end)
),
change AS (
    SELECT territory, breakdown, category, month_end, 1 AS units FROM span
    UNION ALL
    SELECT territory, breakdown, category, CASE WHEN again < ends THEN again ELSE ends END, -1 FROM span
),
changed AS (
    SELECT territory, breakdown, category, month_end, sum(units) AS units
    FROM change
    GROUP BY territory, breakdown, category, month_end
),
reached AS (
    SELECT m.month_end, c.territory_level, c.territory, c.breakdown, c.category,
        CAST(sum(coalesce(n.units, 0)) OVER w AS BIGINT) AS units
    FROM cell c
    JOIN dim_month m ON m.month_end >= c.first_month
    LEFT JOIN changed n
        ON n.month_end = m.month_end AND n.territory = c.territory AND n.breakdown = c.breakdown
        AND n.category = c.category
    WINDOW w AS (PARTITION BY c.territory, c.breakdown, c.category ORDER BY m.month_end)
),
joint AS (
    SELECT DISTINCT month_end, province
    FROM agreement_activity
    WHERE joint_action
),
provinces AS (
    SELECT territory, count(*) AS n
    FROM territory_up
    GROUP BY territory
),
synergy AS (
    SELECT f.territory_level, f.territory, m.month_end, p.n, count(DISTINCT j.province) AS joined
    FROM feed_coverage f
    JOIN provinces p ON p.territory = f.territory
    JOIN dim_month m ON m.month_end >= f.first_month
    JOIN territory_up u ON u.territory = f.territory
    LEFT JOIN joint j
        ON j.province = u.province AND j.month_end <= m.month_end AND m.month_end < j.month_end + INTERVAL 1 YEAR
    GROUP BY f.territory_level, f.territory, m.month_end, p.n
)
SELECT 'coops_reached_12m' AS kpi, month_end AS as_of, territory_level, territory, breakdown, category,
    CAST(units AS DOUBLE) AS numerator, CAST(NULL AS DOUBLE) AS denominator, CAST(units AS DOUBLE) AS value, units
FROM reached
UNION ALL
SELECT 'provinces_with_synergy', month_end, territory_level, territory, 'total', '',
    CAST(joined AS DOUBLE), CAST(n AS DOUBLE), 100.0 * CAST(joined AS DOUBLE) / NULLIF(CAST(n AS DOUBLE), 0), joined
FROM synergy
WHERE territory_level <> 'province'
