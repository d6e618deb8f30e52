-- Grain: one row per PID service.
SELECT code AS service, name_it, name_en, "group" AS service_group, guided
FROM code_pid_services
-- View.
