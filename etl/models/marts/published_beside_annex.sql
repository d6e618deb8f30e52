-- Grain: one row per published figure whose measure, territory and period a loaded Excelsior annex gives too; it differs
-- where neither what its source rounded it to nor its own last digit explains it.
SELECT f.figure_id, k.kpi, f.period_end, f.territory, f.value AS published, a.value AS annex,
    abs(f.value - a.value) > 0.000001 + CASE
        WHEN f.rounding > 0 THEN f.rounding * 0.5
        WHEN f.unit = 'percent' AND f.value = floor(f.value) THEN 0.5
        WHEN f.unit = 'percent' AND abs(f.value * 10 - round(f.value * 10)) < 0.000001 THEN 0.05
        WHEN f.unit = 'percent' THEN 0.005
        WHEN mod(f.value, 1000) = 0 THEN 500
        ELSE 5 END AS differs,
    f.source_file, f.source_sheet, f.source_row
FROM published_figure f
JOIN kpi k ON k.published_indicator = f.indicator AND k.published_category = coalesce(f.category, '')
JOIN kpi_rule r ON r.kpi = k.kpi
JOIN excelsior_total a ON a.figure = r.annex_figure AND a.period = k.period AND a.as_of = f.period_end
    AND a.territory = f.territory
