-- Grain: one row per measure of the two networks, territory, category and month: PID that offer COOP 4.0 services in
-- 12 months, and interactions of the virtual channels, which have no territory but Italy.
WITH first_month AS (
    SELECT min(month_end) AS month_end
    FROM fact_coop40_service
),
operating AS (
    SELECT DISTINCT u.territory_level, u.territory, m.month_end, c.chamber
    FROM code_chambers c
    JOIN code_chamber_provinces cp ON cp.chamber = c.chamber
    JOIN territory_up u ON u.province = cp.province AND u.territory_level <> 'province'
    JOIN dim_month m ON (c.valid_from = '' OR CAST(c.valid_from AS DATE) <= m.month_end)
        AND (c.valid_to = '' OR CAST(c.valid_to AS DATE) >= m.month_end)
    JOIN first_month f ON m.month_end >= f.month_end
    WHERE c.valid_from_precision <> 'unknown'
),
offering AS (
    SELECT DISTINCT chamber, month_end
    FROM fact_coop40_service
    WHERE via_pid AND chamber IS NOT NULL
),
pids AS (
    SELECT o.territory_level, o.territory, o.month_end, count(DISTINCT o.chamber) AS n, count(DISTINCT s.chamber) AS offered
    FROM operating o
    LEFT JOIN offering s
        ON s.chamber = o.chamber AND s.month_end <= o.month_end AND o.month_end < s.month_end + INTERVAL 1 YEAR
    GROUP BY o.territory_level, o.territory, o.month_end
),
channel AS (
    SELECT DISTINCT channel
    FROM fact_virtual_network
),
counted AS (
    SELECT c.channel, m.month_end, sum(coalesce(v.interactions, 0)) OVER (PARTITION BY c.channel ORDER BY m.month_end) AS n
    FROM channel c
    CROSS JOIN dim_month m
    LEFT JOIN fact_virtual_network v ON v.channel = c.channel AND v.month_end = m.month_end
)
SELECT 'pids_offering_coop40' AS kpi, month_end AS as_of, territory_level, territory, 'total' AS breakdown, '' AS category,
    CAST(offered AS DOUBLE) AS numerator, CAST(n AS DOUBLE) AS denominator,
    100.0 * CAST(offered AS DOUBLE) / NULLIF(CAST(n AS DOUBLE), 0) AS value, CAST(offered AS BIGINT) AS units
FROM pids
UNION ALL
SELECT 'virtual_interactions', month_end, 'country', 'IT', 'total', '', CAST(sum(n) AS DOUBLE), NULL, CAST(sum(n) AS DOUBLE),
    CAST(NULL AS BIGINT)
FROM counted
GROUP BY month_end
UNION ALL
SELECT 'virtual_interactions', month_end, 'country', 'IT', 'channel', channel, CAST(n AS DOUBLE), NULL, CAST(n AS DOUBLE),
    CAST(NULL AS BIGINT)
FROM counted
