-- Grain: one row per adoption of a good practice in a province other than one where it was recorded. A register made to
-- be read: distinct (practice_id, from_province) up to a month are the practices counted as reused. month_end: of the
-- adoption, or of the recording where that came later.
WITH recorded AS (
    SELECT g.practice_id, g.province, arg_min(g.title, g.record_date) AS title, arg_min(g.association, g.record_date) AS association,
        min(g.month_end) AS month_end, bool_or(g.demonstration) AS demonstration
    FROM fact_good_practice g
    CROSS JOIN build_parameters p
    WHERE g.record = 'registrazione' AND g.record_date >= p.window_start
    GROUP BY g.practice_id, g.province
)
SELECT r.practice_id, r.title, r.association, r.province AS from_province, f.parent AS from_region,
    a.province AS to_province, t.parent AS to_region, a.record_date, greatest(r.month_end, a.month_end) AS month_end, r.demonstration OR a.demonstration AS demonstration
FROM recorded r
JOIN fact_good_practice a ON a.practice_id = r.practice_id AND a.record = 'adozione' AND a.province <> r.province
JOIN dim_territory f ON f.territory = r.province
JOIN dim_territory t ON t.territory = a.province
