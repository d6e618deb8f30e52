-- Grain: one row per cumulative or latest-state measure, territory, category and month since it was first recorded.
-- Cells are numbered: months are joined and summed by a number, not by five texts.
WITH placed AS MATERIALIZED (
    SELECT *, dense_rank() OVER (ORDER BY kpi, territory_level, territory, breakdown, category) AS cell
    FROM measure_increment
),
cell AS MATERIALIZED (
    SELECT cell, kpi, territory_level, territory, breakdown, category, min(month_end) AS first_month
    FROM placed
    GROUP BY cell, kpi, territory_level, territory, breakdown, category
),
running AS (
    SELECT c.cell, m.month_end, sum(i.num) OVER w AS num, sum(i.den) OVER w AS den, sum(coalesce(i.unit, 0)) OVER w AS unit
    FROM cell c
    JOIN dim_month m ON m.month_end >= c.first_month
    LEFT JOIN placed i ON i.cell = c.cell AND i.month_end = m.month_end
    WINDOW w AS (PARTITION BY c.cell ORDER BY m.month_end)
)
SELECT
    c.kpi, r.month_end AS as_of, c.territory_level, c.territory, c.breakdown, c.category,
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
JOIN cell c ON c.cell = r.cell
JOIN kpi k ON k.kpi = c.kpi
LEFT JOIN feed_coverage f ON f.territory = c.territory
WHERE c.kpi <> 'coop_penetration' OR r.month_end >= f.first_month
