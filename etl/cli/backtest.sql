-- What a backtest asks of a release.

-- name: levels
SELECT territory, territory_level FROM dim_territory

-- name: planned
SELECT DISTINCT kpi, territory FROM kpi_plan

-- name: kinds
SELECT kpi, kind FROM kpi

-- name: yearly
-- Yearly figures of others; a series is one indicator, category and territory.
SELECT concat_ws(' / ', indicator, category) AS kpi, territory, max(period_end) AS as_of, max(value) AS value,
    min(unit) AS unit
FROM published_figure
WHERE month(period_start) = 1 AND month(period_end) = 12 AND year(period_start) = year(period_end)
    AND value IS NOT NULL
GROUP BY indicator, category, territory, year(period_end)
ORDER BY ALL
