-- Grain: one row per observation of public statistics with a territory and a value, at the end of the period that it is
-- about.
SELECT feed, series, breakdown AS cells, concat_ws(' ', series, breakdown, time) AS unit,
    CASE WHEN length(time) = 4 THEN make_date(reference_year, 12, 31)
        WHEN length(time) = 7 THEN last_day(TRY_CAST(concat(time, '-01') AS DATE)) END AS enters,
    territory AS place, value, CAST(NULL AS VARCHAR) AS role, CAST(NULL AS VARCHAR) AS status,
    CAST(NULL AS VARCHAR) AS publisher, CAST(NULL AS VARCHAR) AS title, CAST(NULL AS VARCHAR) AS url,
    source_file, source_sha, source_sheet, source_row
FROM fact_statistic
WHERE territory IS NOT NULL AND value IS NOT NULL
-- View.
