-- Grain: one row per accepted assessment up to the as-of date, numbered within its cooperative (sequence), and within
-- those of the cooperative by the same tool (turn): a self-assessment and a guided one are not compared.
SELECT
    a.assessment_id,
    a.date AS assessment_date,
    last_day(a.date) AS month_end,
    a.cooperative,
    a.province,
    a.tool,
    CAST(a.score AS DECIMAL(18, 4)) AS score,
    CAST(a.score_accounting AS DECIMAL(18, 4)) AS score_accounting,
    CAST(a.score_customers AS DECIMAL(18, 4)) AS score_customers,
    CAST(a.score_technology AS DECIMAL(18, 4)) AS score_technology,
    CAST(a.score_people AS DECIMAL(18, 4)) AS score_people,
    a.technologies,
    row_number() OVER (PARTITION BY a.cooperative ORDER BY a.date, a.assessment_id) AS sequence,
    row_number() OVER (PARTITION BY a.cooperative, a.tool ORDER BY a.date, a.assessment_id) AS turn,
    a.demonstration,
    a.source_file,
    a.source_sha,
    a.source_sheet,
    a.source_row
FROM loaded_maturity_assessment a
CROSS JOIN build_parameters p
WHERE a.date <= p.as_of
