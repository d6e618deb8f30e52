-- Grain: one row per assessment, with its level and the assessment before it of the same cooperative.
SELECT
    m.*,
    l.level,
    l.rank AS level_rank,
    lag(m.score) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS previous_score,
    lag(m.province) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS previous_province,
    lag(m.technologies) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS previous_technologies,
    lag(l.rank) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS previous_rank,
    lag(l.level) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS previous_level,
    first_value(l.level) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS first_level,
    first_value(m.score) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS first_score
FROM maturity_assessment m
JOIN code_level_bounds l ON m.score >= l.lower_bound AND m.score < l.upper_bound
