-- Grain: one row per measure, territory, category and month: the cooperatives counted there for the first time.
-- Distinct cooperatives are counted at each level of territory anew, never added up from the level below.
WITH first_seen AS (
    SELECT s.kpi, u.territory_level, u.territory, s.breakdown, s.category, s.cooperative, min(s.month_end) AS month_end
    FROM measure_slice s
    JOIN territory_up u ON u.province = s.province
    WHERE s.unit IS NULL AND s.cooperative IS NOT NULL AND (s.breakdown = 'total' OR u.territory_level <> 'province')
    GROUP BY s.kpi, u.territory_level, u.territory, s.breakdown, s.category, s.cooperative
)
SELECT kpi, territory_level, territory, breakdown, category, month_end, count(*) AS unit
FROM first_seen
GROUP BY kpi, territory_level, territory, breakdown, category, month_end
