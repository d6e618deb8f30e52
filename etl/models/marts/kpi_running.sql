-- Grain: one row per measure of records, territory, category and month since it was first recorded.
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
    SELECT c.cell, m.month_end, sum(i.num) OVER w AS num, sum(i.den) OVER w AS den,
        sum(coalesce(i.unit, 0)) OVER w AS unit
    FROM cell c
    JOIN dim_month m ON m.month_end >= c.first_month
    LEFT JOIN placed i ON i.cell = c.cell AND i.month_end = m.month_end
    WINDOW w AS (PARTITION BY c.cell ORDER BY m.month_end)
),
counted AS (
    SELECT r.cell, r.month_end,
        CAST(CASE WHEN u.units = 'once' THEN r.unit
            -- of all that is in the cell no amount is known: that is not nought
            WHEN u.units = 'records' AND r.unit = 0 AND r.den > 0 THEN NULL
            ELSE coalesce(r.num, 0) END AS DOUBLE) AS numerator,
        CAST(r.den AS DOUBLE) AS denominator,
        CASE WHEN u.units <> 'none' THEN CAST(r.unit AS BIGINT) END AS units
    FROM running r
    JOIN cell c ON c.cell = r.cell
    JOIN kpi_rule u ON u.kpi = c.kpi
)
SELECT
    c.kpi, r.month_end AS as_of, c.territory_level, c.territory, c.breakdown, c.category, r.numerator, r.denominator,
    CASE k.kind
        WHEN 'share' THEN 100.0 * r.numerator / NULLIF(r.denominator, 0)
        WHEN 'mean' THEN r.numerator / NULLIF(r.denominator, 0)
        ELSE r.numerator
    END AS value,
    r.units
FROM counted r
JOIN cell c ON c.cell = r.cell
JOIN kpi k ON k.kpi = c.kpi
JOIN kpi_rule u ON u.kpi = c.kpi
LEFT JOIN feed_coverage f ON f.territory = c.territory
WHERE (u.since = '' OR r.month_end >= f.first_month)
    AND (u.reported = '' OR EXISTS (
        SELECT 1 FROM feed_reporting s
        WHERE s.feed = u.reported AND s.territory = c.territory AND s.month_end = r.month_end
    ))
