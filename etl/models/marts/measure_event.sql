-- Grain: one row per signed contribution of a record to a measure: running sums of num, den and unit give its value.
-- unit is NULL where the measure counts distinct cooperatives: measure_unit counts those. With own_breakdown the row is
-- part of that breakdown alone, in own_category, and not of the total.
SELECT
    'joint_actions' AS kpi, month_end, province,
    CASE WHEN joint_action THEN cooperative END AS cooperative,
    service, association AS partner, counterpart, referral_direction AS direction, NULL AS own_breakdown,
    NULL AS own_category,
    CASE WHEN joint_action THEN 1 ELSE 0 END AS num, NULL AS den, NULL AS unit
FROM agreement_activity
UNION ALL
SELECT
    'coops_reached', month_end, province, cooperative, service, association, counterpart, referral_direction, NULL, NULL,
    CASE WHEN cooperative IS NOT NULL THEN 1 ELSE 0 END, NULL, NULL
FROM agreement_activity
UNION ALL
SELECT
    'coop_content_share', month_end, province, cooperative, service, association, counterpart, referral_direction, NULL, NULL,
    CASE WHEN coop_content THEN 1 ELSE 0 END, 1, NULL
FROM agreement_activity
UNION ALL
SELECT
    'event_participants', a.month_end, a.province, a.cooperative, a.service, a.association, a.counterpart,
    a.referral_direction, NULL, NULL,
    CASE WHEN a.coop_content THEN coalesce(a.participants, 0) ELSE 0 END, NULL,
    CASE WHEN a.coop_content THEN coalesce(a.participants, 0) ELSE 0 END
FROM agreement_activity a
JOIN dim_service s ON s.service = a.service
WHERE s.service_group IN ('event', 'training')
UNION ALL
SELECT
    'referrals', month_end, province, CASE WHEN referral_direction IS NOT NULL THEN cooperative END, service,
    association, counterpart, referral_direction, NULL, NULL,
    CASE WHEN referral_direction IS NOT NULL THEN 1 ELSE 0 END, NULL, NULL
FROM agreement_activity
UNION ALL
SELECT
    'referral_acceptance', month_end, province, cooperative, service, association, counterpart, referral_direction, NULL, NULL,
    CASE WHEN referral_outcome = 'accolto' THEN 1 ELSE 0 END, 1, NULL
FROM agreement_activity
WHERE referral_direction IS NOT NULL
UNION ALL
SELECT
    'coops_accompanied', a.month_end, a.province, a.cooperative, a.service, a.association, a.counterpart,
    a.referral_direction, NULL, NULL, 1, NULL, NULL
FROM agreement_activity a
JOIN dim_service s ON s.service = a.service
WHERE s.guided = 'yes' AND a.cooperative IS NOT NULL
UNION ALL
-- Where a PID has reported and accompanied nobody yet, none is a figure.
SELECT DISTINCT
    'coops_accompanied', month_end, province, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL
FROM agreement_activity
UNION ALL
SELECT
    kpi, month_end, province, cooperative, NULL, NULL, NULL, NULL, own_breakdown, own_category, num, den, unit
FROM maturity_event
UNION ALL
SELECT
    kpi, month_end, province, cooperative, NULL, partner, NULL, NULL, NULL, NULL, num, den, unit
FROM coop40_event
UNION ALL
SELECT
    kpi, month_end, province, NULL, NULL, partner, NULL, NULL, NULL, NULL, num, den, unit
FROM practice_event
UNION ALL
SELECT
    'coop_penetration', month_end, province, cooperative, NULL, NULL, NULL, NULL, NULL, NULL, num, den, unit
FROM penetration_event
