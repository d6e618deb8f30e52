-- Grain: one row per cumulative or latest-state measure, territory, category and month since it was first recorded.
WITH cell AS (
    SELECT kpi, territory_level, territory, breakdown, category, min(month_end) AS first_month
    FROM measure_increment
    GROUP BY kpi, territory_level, territory, breakdown, category
),
running AS (
    SELECT
        c.kpi, m.month_end, c.territory_level, c.territory, c.breakdown, c.category,
        sum(i.num) OVER w AS num, sum(i.den) OVER w AS den, sum(coalesce(i.unit, 0)) OVER w AS unit
    FROM cell c
    JOIN dim_month m ON m.month_end >= c.first_month
    LEFT JOIN measure_increment i
        ON i.kpi = c.kpi AND i.territory_level = c.territory_level AND i.territory = c.territory
        AND i.breakdown = c.breakdown AND i.category = c.category AND i.month_end = m.month_end
    WINDOW w AS (PARTITION BY c.kpi, c.territory_level, c.territory, c.breakdown, c.category ORDER BY m.month_end)
)
SELECT
    r.kpi, r.month_end AS as_of, r.territory_level, r.territory, r.breakdown, r.category,
    CASE WHEN k.kind = 'distinct' THEN CAST(r.unit AS DOUBLE) ELSE CAST(r.num AS DOUBLE) END AS numerator,
    CAST(r.den AS DOUBLE) AS denominator,
    CASE
        WHEN k.kind = 'distinct' THEN CAST(r.unit AS DOUBLE)
        WHEN k.kind = 'share' THEN 100.0 * CAST(r.num AS DOUBLE) / NULLIF(CAST(r.den AS DOUBLE), 0)
        WHEN k.kind = 'mean' THEN CAST(r.num AS DOUBLE) / NULLIF(CAST(r.den AS DOUBLE), 0)
        ELSE CAST(r.num AS DOUBLE)
    END AS value,
    CAST(r.unit AS BIGINT) AS units
FROM running r
JOIN kpi k ON k.kpi = r.kpi
LEFT JOIN feed_coverage f ON f.territory = r.territory
WHERE r.kpi <> 'coop_penetration' OR r.month_end >= f.first_month
