-- Grain: one row per assessment and technology of the lists: whether the cooperative declares it.
SELECT a.cooperative, a.month_end AS enters, a.next_month_end AS leaves, a.assessment_date AS day, a.province AS place,
    t.technology, concat('|', a.technologies, '|') LIKE concat('%|', t.technology, '|%') AS declared,
    a.source_file, a.source_sha, a.source_sheet, a.source_row
FROM fact_maturity_assessment a
CROSS JOIN dim_technology t
-- View.
