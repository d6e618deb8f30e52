-- Grain: one row per feed and sender: the months of its data, and those that it should have sent by the as-of date.
-- Senders: chambers in being at that date, with what those before them sent; associations; otherwise nobody by name.
WITH chamber_now AS (
    SELECT c.chamber, c.name, c.region, min(coalesce(f.valid_from, DATE '0001-01-01')) AS first_day
    FROM dim_chamber c
    CROSS JOIN build_parameters p
    JOIN dim_chamber f ON f.chamber = c.chamber OR (f.chamber_today = c.chamber AND f.valid_to < p.as_of)
    WHERE coalesce(c.valid_from, DATE '0001-01-01') <= p.as_of AND coalesce(c.valid_to, DATE '9999-12-31') >= p.as_of
        -- one that was decreed is not there as long as those that it is to take the place of are
        AND NOT EXISTS (
            FROM dim_chamber o
            WHERE o.chamber_today = c.chamber AND o.chamber <> c.chamber
                AND coalesce(o.valid_to, DATE '9999-12-31') >= p.as_of
        )
    GROUP BY c.chamber, c.name, c.region
),
served AS (
    SELECT chamber, array_agg(province ORDER BY province) AS provinces
    FROM code_chamber_provinces
    GROUP BY chamber
),
-- Whole months of the agreement; a chamber did not have to send before it, or the one that it came from, was there.
month AS (
    SELECT m.month_end
    FROM dim_month m
    CROSS JOIN build_parameters p
    WHERE date_trunc('month', m.month_end) >= p.window_start
),
expected AS (
    SELECT 'pid_activity' AS feed, n.chamber AS sender, n.name, n.region, s.provinces,
        array_agg(m.month_end ORDER BY m.month_end) FILTER (m.month_end IS NOT NULL) AS months
    FROM chamber_now n
    LEFT JOIN served s ON s.chamber = n.chamber
    LEFT JOIN month m ON m.month_end >= n.first_day
    GROUP BY ALL
    UNION ALL
    SELECT 'coop40_service', a.code, NULL, NULL, NULL,
        array_agg(m.month_end ORDER BY m.month_end) FILTER (m.month_end IS NOT NULL)
    FROM code_associations a
    LEFT JOIN month m ON true
    GROUP BY ALL
),
sent AS (
    SELECT 'pid_activity' AS feed, CASE WHEN c.valid_to < p.as_of THEN c.chamber_today ELSE c.chamber END AS sender,
        a.month_end, a.source_file, a.demonstration
    FROM (SELECT DISTINCT chamber_then, month_end, source_file, demonstration FROM agreement_activity) a
    JOIN dim_chamber c ON c.chamber = a.chamber_then
    CROSS JOIN build_parameters p
    UNION ALL
    SELECT 'coop40_service', association, month_end, source_file, demonstration FROM fact_coop40_service
    UNION ALL
    SELECT 'good_practice', coalesce(association, ''), month_end, source_file, demonstration FROM fact_good_practice
    UNION ALL
    SELECT 'maturity_assessment', '', month_end, source_file, demonstration FROM fact_maturity_assessment
    UNION ALL
    SELECT 'virtual_network', '', month_end, source_file, demonstration FROM fact_virtual_network
    UNION ALL
    SELECT 'state_aid_award', '', month_end, source_file, demonstration FROM state_aid_award
    UNION ALL
    SELECT 'cooperative_register', '', last_day(valid_from), source_file, demonstration FROM cooperative_register
    UNION ALL
    SELECT 'published_figure', '', last_day(f.period_end), f.source_file, false
    FROM published_figure f
    JOIN build_parameters p ON f.period_end <= p.as_of
    UNION ALL
    SELECT feed, '', make_date(year, 12, 31), source_file, false FROM fact_statistic
),
reached AS (
    SELECT s.feed, s.sender, min(s.month_end) AS first_month, max(s.month_end) AS last_month,
        array_agg(DISTINCT m.month_end ORDER BY m.month_end) FILTER (m.month_end IS NOT NULL) AS months,
        array_agg(DISTINCT s.source_file ORDER BY s.source_file) AS files,
        bool_or(s.demonstration) AS demonstration
    FROM sent s
    LEFT JOIN month m ON m.month_end = s.month_end
    GROUP BY s.feed, s.sender
)
SELECT
    coalesce(e.feed, r.feed) AS feed,
    coalesce(e.sender, r.sender) AS sender,
    coalesce(e.name, c.name) AS name,
    coalesce(e.region, c.region) AS region,
    coalesce(e.provinces, []) AS provinces,
    coalesce(e.months, []) AS months_expected,
    r.first_month,
    r.last_month,
    coalesce(r.months, []) AS months_with_data,
    coalesce(r.files, []) AS files,
    coalesce(r.demonstration, false) AS demonstration
FROM expected e
FULL JOIN reached r ON r.feed = e.feed AND r.sender = e.sender
LEFT JOIN dim_chamber c ON c.chamber = r.sender
