-- Grain: one row per signed contribution of a cooperative's validity period: active (den) and reached (num).
-- A cooperative is active at a month end that lies in its validity. The denominator is the loaded register, whose
-- numbers are public: the units at stake are those reached.
WITH first_month AS (
    SELECT min(month_end) AS first_month, max(month_end) AS last_month
    FROM dim_month
),
reached AS (
    SELECT cooperative, min(month_end) AS reached_in
    FROM agreement_activity
    WHERE cooperative IS NOT NULL
    GROUP BY cooperative
),
period AS (
    SELECT
        c.cooperative,
        c.province,
        CASE WHEN last_day(c.valid_from) < f.first_month THEN f.first_month ELSE last_day(c.valid_from) END AS enters,
        CASE WHEN c.valid_to < f.last_month THEN last_day(c.valid_to + INTERVAL 1 DAY) END AS leaves,
        r.reached_in
    FROM dim_cooperative c
    CROSS JOIN first_month f
    LEFT JOIN reached r ON r.cooperative = c.cooperative
    WHERE c.valid_to IS NULL OR c.valid_to >= f.first_month
)
SELECT enters AS month_end, province, cooperative, 0 AS num, 1 AS den, 0 AS unit
FROM period
UNION ALL
SELECT leaves, province, cooperative, 0, -1, 0
FROM period
WHERE leaves IS NOT NULL
UNION ALL
SELECT CASE WHEN reached_in > enters THEN reached_in ELSE enters END, province, cooperative, 1, 0, 1
FROM period
WHERE reached_in IS NOT NULL AND (leaves IS NULL OR reached_in < leaves)
UNION ALL
SELECT leaves, province, cooperative, -1, 0, -1
FROM period
WHERE reached_in IS NOT NULL AND leaves IS NOT NULL AND reached_in < leaves
