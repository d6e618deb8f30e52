-- Grain: one row per KPI, territory, date of the proposed path and day from which its value holds, as it was decided.
SELECT kpi, territory, due_on, value, status, valid_from, basis, decided_by, reason_it, reason_en, source_file,
    source_row
FROM loaded_target
