-- Grain: one row per measure, territory, category and month in which something changed.
WITH in_province AS (
    SELECT kpi, month_end, province, breakdown, category, sum(num) AS num, sum(den) AS den, sum(unit) AS unit
    FROM measure_slice
    GROUP BY kpi, month_end, province, breakdown, category
),
in_territory AS (
    SELECT i.kpi, u.territory_level, u.territory, i.breakdown, i.category, i.month_end,
        sum(i.num) AS num, sum(i.den) AS den, sum(i.unit) AS unit
    FROM in_province i
    JOIN territory_up u ON u.province = i.province
    WHERE i.breakdown = 'total' OR u.territory_level <> 'province'
    GROUP BY i.kpi, u.territory_level, u.territory, i.breakdown, i.category, i.month_end
)
SELECT t.kpi, t.territory_level, t.territory, t.breakdown, t.category, t.month_end, t.num, t.den,
    coalesce(t.unit, n.unit, 0) AS unit
FROM in_territory t
LEFT JOIN measure_unit n
    ON n.kpi = t.kpi AND n.territory_level = t.territory_level AND n.territory = t.territory
    AND n.breakdown = t.breakdown AND n.category = t.category AND n.month_end = t.month_end
