-- Grain: one row per contribution and breakdown category it belongs to ('total' for the whole).
SELECT kpi, month_end, province, cooperative, 'total' AS breakdown, '' AS category, num, den, unit
FROM measure_event
WHERE own_breakdown IS NULL
UNION ALL
SELECT e.kpi, e.month_end, e.province, e.cooperative, c.breakdown, c.category, e.num, e.den, e.unit
FROM measure_event e
JOIN coop_slice c ON c.cooperative = e.cooperative
JOIN code_kpi_breakdown k ON k.kpi = e.kpi AND k.breakdown = c.breakdown
WHERE e.own_breakdown IS NULL
    AND NOT (c.breakdown = 'association' AND e.kpi IN ('joint_actions', 'coop40_services_via_pid', 'people_trained'))
UNION ALL
SELECT e.kpi, e.month_end, e.province, e.cooperative, k.breakdown, e.partner, e.num, e.den, e.unit
FROM measure_event e
JOIN code_kpi_breakdown k ON k.kpi = e.kpi AND k.breakdown = 'association'
WHERE e.partner IS NOT NULL
    AND e.kpi IN ('joint_actions', 'coop40_services_via_pid', 'people_trained', 'good_practices')
UNION ALL
SELECT e.kpi, e.month_end, e.province, e.cooperative, k.breakdown, e.service, e.num, e.den, e.unit
FROM measure_event e
JOIN code_kpi_breakdown k ON k.kpi = e.kpi AND k.breakdown = 'service'
WHERE e.service IS NOT NULL
UNION ALL
SELECT e.kpi, e.month_end, e.province, e.cooperative, k.breakdown, e.counterpart, e.num, e.den, e.unit
FROM measure_event e
JOIN code_kpi_breakdown k ON k.kpi = e.kpi AND k.breakdown = 'counterpart'
WHERE e.counterpart IS NOT NULL
UNION ALL
SELECT e.kpi, e.month_end, e.province, e.cooperative, k.breakdown, e.direction, e.num, e.den, e.unit
FROM measure_event e
JOIN code_kpi_breakdown k ON k.kpi = e.kpi AND k.breakdown = 'direction'
WHERE e.direction IS NOT NULL
UNION ALL
SELECT kpi, month_end, province, cooperative, own_breakdown, own_category, num, den, unit
FROM measure_event
WHERE own_breakdown IS NOT NULL
