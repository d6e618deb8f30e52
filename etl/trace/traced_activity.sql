-- Grain: one row per contribution of a PID activity to a measure, with the months at whose end it counts.
-- `once`: of the rows of a cell alike in it the first alone counts, as a cooperative does in a distinct count.
WITH activity AS (
    SELECT a.activity_id, a.activity_date AS day, a.month_end AS enters, a.month_end + INTERVAL 1 YEAR AS a_year_on,
        a.province AS place, a.service, a.cooperative, a.coop_content, a.joint_action, a.association,
        a.referral_direction, a.counterpart, a.referral_outcome, a.participants,
        a.source_file, a.source_sha, a.source_sheet, a.source_row
    FROM fact_pid_activity a
    CROSS JOIN build_parameters p
    WHERE a.activity_date >= p.window_start
)
SELECT 'joint_actions' AS kpi, activity_id AS unit, 'numerator' AS role, 1 AS num, service, association AS partner,
    enters, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE joint_action
UNION ALL BY NAME
SELECT 'coops_reached' AS kpi, cooperative AS unit, 'numerator' AS role, 1 AS num, cooperative AS once, cooperative,
    service, enters, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE cooperative IS NOT NULL
UNION ALL BY NAME
SELECT 'coops_reached_12m' AS kpi, cooperative AS unit, 'numerator' AS role, 1 AS num, cooperative AS once, cooperative,
    enters, a_year_on AS leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE cooperative IS NOT NULL
UNION ALL BY NAME
SELECT 'coops_accompanied' AS kpi, cooperative AS unit, 'numerator' AS role, 1 AS num, cooperative AS once, cooperative,
    enters, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE cooperative IS NOT NULL AND service IN (SELECT s.service FROM dim_service s WHERE s.guided = 'yes')
UNION ALL BY NAME
SELECT 'coop_content_share' AS kpi, activity_id AS unit, 'both' AS role, CASE WHEN coop_content THEN 1 ELSE 0 END AS num,
    1 AS den, service, enters, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
UNION ALL BY NAME
SELECT 'event_participants' AS kpi, activity_id AS unit, 'numerator' AS role, participants AS num, service, enters, day,
    place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE coop_content AND participants > 0
    AND service IN (SELECT s.service FROM dim_service s WHERE s.service_group IN ('event', 'training'))
UNION ALL BY NAME
SELECT 'referrals' AS kpi, activity_id AS unit, 'numerator' AS role, 1 AS num, counterpart,
    referral_direction AS direction, enters, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE referral_direction IS NOT NULL
UNION ALL BY NAME
SELECT 'referral_acceptance' AS kpi, activity_id AS unit, 'both' AS role,
    CASE WHEN referral_outcome = 'accolto' THEN 1 ELSE 0 END AS num, 1 AS den, counterpart,
    referral_direction AS direction, enters, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE referral_direction IS NOT NULL
UNION ALL BY NAME
SELECT 'provinces_with_synergy' AS kpi, place AS unit, 'numerator' AS role, 1 AS num, place AS once, enters,
    a_year_on AS leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM activity
WHERE joint_action
UNION ALL BY NAME
SELECT 'provinces_with_synergy' AS kpi, t.territory AS unit, 'denominator' AS role, 1 AS den,
    DATE '0001-01-01' AS enters, t.territory AS place, r.source_file, r.source_row
FROM dim_territory t
JOIN catalogue_row r ON r.list = 'territories' AND r.code = t.territory
WHERE t.territory_level = 'province'
