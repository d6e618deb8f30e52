-- Grain: one row per contribution of a COOP 4.0 service to a measure, and one per chamber whose PID could offer one.
WITH service AS (
    SELECT s.service_id, s.service_date AS day, s.month_end AS enters, s.province AS place, s.association AS partner,
        s.kind, s.via_pid, s.chamber, s.participants, s.service_date >= p.window_start AS in_window,
        s.source_file, s.source_sha, s.source_sheet, s.source_row
    FROM fact_coop40_service s
    CROSS JOIN build_parameters p
),
chamber AS (
    SELECT c.chamber, cp.province AS place, r.source_file, r.source_row,
        greatest(coalesce(CAST(nullif(c.valid_from, '') AS DATE), f.month_end), f.month_end) AS enters,
        CAST(nullif(c.valid_to, '') AS DATE) + INTERVAL 1 DAY AS leaves
    FROM code_chambers c
    JOIN code_chamber_provinces cp ON cp.chamber = c.chamber
    JOIN catalogue_row r ON r.list = 'chambers' AND r.code = c.chamber
    CROSS JOIN (SELECT min(month_end) AS month_end FROM fact_coop40_service) f
    WHERE c.valid_from_precision <> 'unknown' AND f.month_end IS NOT NULL
)
SELECT 'coop40_services_via_pid' AS kpi, service_id AS unit, 'numerator' AS role, 1 AS num, partner, enters, day, place,
    source_file, source_sha, source_sheet, source_row
FROM service
WHERE in_window AND via_pid
UNION ALL BY NAME
SELECT 'people_trained' AS kpi, service_id AS unit, 'numerator' AS role, participants AS num, partner, enters, day, place,
    source_file, source_sha, source_sheet, source_row
FROM service
WHERE in_window AND kind = 'formazione' AND participants > 0
UNION ALL BY NAME
SELECT 'pids_offering_coop40' AS kpi, chamber AS unit, 'denominator' AS role, 1 AS den, chamber AS once, enters, leaves,
    place, source_file, source_row
FROM chamber
UNION ALL BY NAME
-- An offer counts while it is not a year old and its chamber operates.
SELECT 'pids_offering_coop40' AS kpi, c.chamber AS unit, 'numerator' AS role, 1 AS num, c.chamber AS once,
    greatest(s.enters, c.enters) AS enters,
    least(s.enters + INTERVAL 1 YEAR, coalesce(c.leaves, DATE '9999-12-31')) AS leaves,
    s.day, c.place, s.source_file, s.source_sha, s.source_sheet, s.source_row
FROM chamber c
JOIN service s ON s.chamber = c.chamber AND s.via_pid
