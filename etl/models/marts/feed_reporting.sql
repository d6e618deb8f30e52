-- Grain: one row per feed, territory and month for whose last twelve months somebody has reported on the territory: a
-- zero of twelve silent months would be none. Associations report on all of Italy at once, chambers on their provinces.
SELECT DISTINCT 'pid_activity' AS feed, u.territory, m.month_end
FROM (SELECT DISTINCT province, month_end FROM agreement_activity) a
JOIN territory_within u ON u.place = a.province
JOIN dim_month m ON m.month_end >= a.month_end AND m.month_end < last_day(a.month_end + INTERVAL 1 YEAR)
UNION ALL
SELECT DISTINCT 'coop40_service', t.territory, m.month_end
FROM (SELECT DISTINCT enters AS month_end FROM coop40_service_event) s
JOIN dim_month m ON m.month_end >= s.month_end AND m.month_end < last_day(s.month_end + INTERVAL 1 YEAR)
CROSS JOIN dim_territory t
