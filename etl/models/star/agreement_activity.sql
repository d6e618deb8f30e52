-- Grain: one row per PID activity of the agreement's window.
SELECT a.*
FROM fact_pid_activity a
CROSS JOIN build_parameters p
WHERE a.activity_date >= p.window_start
-- View.
