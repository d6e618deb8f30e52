-- Grain: one row per assessment, with its level, the cooperative's first one, and the month of its next assessment.
SELECT
    m.*,
    l.level,
    l.rank AS level_rank,
    lead(m.month_end) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS next_month_end,
    first_value(l.level) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS first_level
FROM maturity_assessment m
JOIN code_level_bounds l ON m.score >= l.lower_bound AND m.score < l.upper_bound
