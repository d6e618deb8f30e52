-- Grain: one row per province, from the beginning of time on.
SELECT t.territory AS place, DATE '0001-01-01' AS enters, CAST(NULL AS DATE) AS day,
    r.source_file, CAST(NULL AS VARCHAR) AS source_sha, CAST(NULL AS VARCHAR) AS source_sheet, r.source_row
FROM dim_territory t
JOIN catalogue_row r ON r.list = 'territories' AND r.code = t.territory
WHERE t.territory_level = 'province'
-- View.
