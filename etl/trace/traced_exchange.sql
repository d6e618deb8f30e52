-- Grain: one row per contribution of a good practice, or of a channel of the virtual network in a month.
WITH recorded AS (
    SELECT g.practice_id, g.province, g.association, g.month_end, g.record_date, g.source_file, g.source_sha,
        g.source_sheet, g.source_row
    FROM fact_good_practice g
    CROSS JOIN build_parameters p
    WHERE g.record = 'registrazione' AND g.record_date >= p.window_start
)
SELECT 'good_practices' AS kpi, practice_id AS unit, 'numerator' AS role, 1 AS num, association AS partner,
    month_end AS enters, record_date AS day, province AS place, source_file, source_sha, source_sheet, source_row
FROM recorded
UNION ALL BY NAME
SELECT 'practices_reused' AS kpi, practice_id AS unit, 'denominator' AS role, 1 AS den, month_end AS enters,
    record_date AS day, province AS place, source_file, source_sha, source_sheet, source_row
FROM recorded
UNION ALL BY NAME
-- The first adoption elsewhere; a practice belongs to the province that recorded it.
SELECT 'practices_reused' AS kpi, r.practice_id AS unit, 'numerator' AS role, 1 AS num,
    concat(r.practice_id, '|', r.province) AS once, a.month_end AS enters, a.record_date AS day, r.province AS place,
    a.source_file, a.source_sha, a.source_sheet, a.source_row
FROM recorded r
JOIN fact_good_practice a ON a.practice_id = r.practice_id AND a.record = 'adozione' AND a.province <> r.province
UNION ALL BY NAME
SELECT 'virtual_interactions' AS kpi, concat(v.channel, ' ', CAST(v.month_end AS VARCHAR)) AS unit, 'numerator' AS role,
    v.interactions AS num, v.channel, v.month_end AS enters, v.month_end AS day, 'IT' AS place, v.source_file,
    v.source_sha, v.source_sheet, v.source_row
FROM fact_virtual_network v
WHERE v.interactions > 0 AND v.month_end >= (SELECT min(m.month_end) FROM dim_month m)
