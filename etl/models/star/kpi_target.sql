-- Grain: one row per KPI, territory and date of the proposed path; the first date is its baseline.
SELECT kpi, territory, due_on, value, status, valid_from, basis, reason_it, reason_en, source_file, source_row
FROM loaded_target
