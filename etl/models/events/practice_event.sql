-- Grain: one row per recording of a good practice in the agreement's window.
SELECT g.practice_id, g.month_end AS enters, g.record_date AS day, g.province AS place, g.association AS partner,
    g.source_file, g.source_sha, g.source_sheet, g.source_row
FROM fact_good_practice g
CROSS JOIN build_parameters p
WHERE g.record = 'registrazione' AND g.record_date >= p.window_start
-- View.
