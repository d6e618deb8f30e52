-- Grain: one row per signed contribution of a COOP 4.0 service to a measure. Attendances are their own units.
SELECT 'coop40_services_via_pid' AS kpi, s.month_end, s.province, CASE WHEN s.via_pid THEN s.cooperative END AS cooperative,
    s.association AS partner, CASE WHEN s.via_pid THEN 1 ELSE 0 END AS num, CAST(NULL AS INTEGER) AS den,
    CAST(NULL AS BIGINT) AS unit
FROM fact_coop40_service s
CROSS JOIN build_parameters p
WHERE s.service_date >= p.window_start
UNION ALL
SELECT 'people_trained', s.month_end, s.province, s.cooperative, s.association, coalesce(s.participants, 0), NULL,
    coalesce(s.participants, 0)
FROM fact_coop40_service s
CROSS JOIN build_parameters p
WHERE s.service_date >= p.window_start AND s.kind = 'formazione'
