-- How far the data go: the default as-of date of a release.

-- name: dates_of_feed
SELECT date FROM $loaded

-- name: programme_month
-- The last month that enough of the programme's dated rows lie in or after.
SELECT max(month_end)
FROM (
    SELECT last_day(date) AS month_end, sum(count(*)) OVER (ORDER BY last_day(date) DESC) AS in_or_later,
        sum(count(*)) OVER () AS rows
    FROM ($dates)
    GROUP BY last_day(date)
)
WHERE in_or_later >= CASE WHEN rows < $few THEN 1 ELSE greatest($least, $share * rows) END
    AND month_end <= CAST($latest AS DATE)

-- name: statistic_month
-- Only figures that a measure takes: a forecast over fifteen years is published too, and its end is no "today".
SELECT max(day)
FROM (
    SELECT CAST(concat(substring(time, 1, 4), '-12-31') AS DATE) AS day FROM loaded_istat_stat_export
    UNION ALL
    SELECT CASE WHEN length(time) = 4 THEN CAST(concat(time, '-12-31') AS DATE)
        ELSE last_day(CAST(concat(time, '-01') AS DATE)) END
    FROM loaded_excelsior_annex
    UNION ALL
    SELECT period_end FROM loaded_published_figure WHERE list_contains(?, indicator)
)
WHERE day <= CAST($latest AS DATE)
