-- Grain: one row per chamber that was set up, for the months at whose end it operates, since the agreement's first
-- COOP 4.0 service.
SELECT c.chamber, c.region AS place, last_day(greatest(coalesce(c.valid_from, f.month_end), f.month_end)) AS enters,
    last_day(c.valid_to + INTERVAL 1 DAY) AS leaves, CAST(NULL AS DATE) AS day,
    r.source_file, CAST(NULL AS VARCHAR) AS source_sha, CAST(NULL AS VARCHAR) AS source_sheet, r.source_row
FROM dim_chamber c
JOIN catalogue_row r ON r.list = 'chambers' AND r.code = c.chamber
CROSS JOIN (SELECT min(enters) AS month_end FROM coop40_service_event) f
WHERE c.valid_from_precision <> 'unknown' AND f.month_end IS NOT NULL
-- View.
