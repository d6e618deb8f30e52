-- Grain: one row per COOP 4.0 service or training of the agreement's window.
SELECT s.service_id, s.month_end AS enters, last_day(s.month_end + INTERVAL 1 YEAR) AS year_on, s.service_date AS day,
    s.province AS place, s.cooperative, s.association AS partner, s.kind, s.via_pid, s.participants,
    s.source_file, s.source_sha, s.source_sheet, s.source_row
FROM fact_coop40_service s
CROSS JOIN build_parameters p
WHERE s.service_date >= p.window_start
-- View.
