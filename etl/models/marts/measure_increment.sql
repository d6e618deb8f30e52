-- Grain: one row per measure, territory, category and month in which something changed.
WITH opening AS (
    SELECT o.kpi, greatest(o.enters, f.first_month) AS month_end, o.place, b.breakdown,
        CASE b.source
            WHEN 'whole' THEN ''
            WHEN 'partner' THEN o.partner
            WHEN 'service' THEN o.service
            WHEN 'counterpart' THEN o.counterpart
            WHEN 'direction' THEN o.direction
            WHEN 'channel' THEN o.channel
        END AS category
    FROM cell_opening o
    JOIN kpi_breakdown b ON b.kpi = o.kpi
    CROSS JOIN (SELECT min(month_end) AS first_month FROM dim_month) f
),
change AS (
    SELECT kpi, enters AS month_end, place, breakdown, category, sum(num) AS num, sum(den) AS den, sum(units) AS unit
    FROM measure_slice
    GROUP BY kpi, enters, place, breakdown, category
    UNION ALL
    SELECT kpi, leaves, place, breakdown, category, -sum(num), -sum(den), -sum(units)
    FROM measure_slice
    WHERE leaves IS NOT NULL
    GROUP BY kpi, leaves, place, breakdown, category
    UNION ALL
    SELECT DISTINCT kpi, month_end, place, breakdown, category, 0, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER)
    FROM opening
    WHERE category IS NOT NULL
),
in_territory AS (
    SELECT c.kpi, u.territory_level, u.territory, c.breakdown, c.category, c.month_end, c.num, c.den, c.unit
    FROM change c
    JOIN kpi_rule r ON r.kpi = c.kpi
    JOIN territory_within u ON u.place = c.place
        AND (u.territory_level <> 'province' OR (c.breakdown = 'total' AND r.provinces))
    UNION ALL
    SELECT kpi, territory_level, territory, breakdown, category, month_end, NULL, NULL, unit
    FROM measure_unit
)
SELECT kpi, territory_level, territory, breakdown, category, month_end, sum(num) AS num, sum(den) AS den,
    coalesce(sum(unit), 0) AS unit
FROM in_territory
GROUP BY kpi, territory_level, territory, breakdown, category, month_end
