-- What a feed's contract makes of a text, and the conditions under which a row breaks one of its rules.

-- name: trimmed
-- As many bytes as letters: plain ASCII, as most texts are.
CASE
    WHEN strlen($text) = length($text) THEN trim($text)
    ELSE trim(replace(regexp_replace(nfc_normalize($text), $unwritten, '', 'g'), chr(160), ' '))
END

-- name: without_apostrophe
CASE WHEN starts_with($text, chr(39)) THEN trim(substr($text, 2)) ELSE $text END

-- name: without_missing
CASE WHEN $text NOT IN ($missing) THEN $text END

-- name: replaced
(SELECT * REPLACE ($texts) FROM $rows)

-- name: bare_number
regexp_replace($text, '\s*%$$', '')

-- name: written_number
-- The number as SQL reads it. Most texts say themselves what their signs mean; $style (',', '.', or ',.' where a column
-- shows both) settles those that do not: one sign with three digits behind it, which may be thousands or decimals.
CASE
    WHEN regexp_matches($text, '^[+-]?[0-9]+$$') THEN $text
    WHEN regexp_matches($text, '^[+-]?[0-9]+,[0-9]+$$')
        THEN CASE WHEN $style = ',' OR NOT regexp_matches($text, $lone_comma) THEN replace($text, ',', '.') END
    WHEN $grouped AND regexp_matches($text, '^[+-]?[0-9]{1,3}((\.[0-9]{3})+,[0-9]+|(\.[0-9]{3}){2,})$$')
        THEN replace(replace($text, '.', ''), ',', '.')
    WHEN $grouped AND regexp_matches($text, $lone_point)
        THEN CASE $style WHEN ',' THEN replace($text, '.', '') WHEN '.' THEN $text END
    WHEN regexp_matches($text, '^[+-]?[0-9]+\.[0-9]+$$') THEN $text
    WHEN ($style = '.' OR NOT $grouped) AND regexp_matches($text, '^[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+$$') THEN $text
END

-- name: real
CASE WHEN isfinite(TRY_CAST($written AS DOUBLE)) THEN TRY_CAST($written AS DOUBLE) END

-- name: whole
-- A whole number keeps every digit: beyond 2^53 a DOUBLE would not.
CASE WHEN TRY_CAST($written AS DOUBLE) = trunc(TRY_CAST($written AS DOUBLE)) THEN TRY_CAST($written AS BIGINT) END

-- name: missing
$text IS NULL

-- name: unread
$text IS NOT NULL AND $value IS NULL

-- name: may_be_thousands
regexp_matches(regexp_replace($text, '\s*%$$', ''), $lone)

-- name: percentage
$value IS NOT NULL AND regexp_matches($text, '%$$')

-- name: cell_error
(starts_with($text, '#') OR starts_with($text, 'Err:')) AND regexp_full_match($text, $pattern)

-- name: person_tax_code
regexp_full_match(replace(upper($text), ' ', ''), $pattern)

-- name: not_matching
NOT regexp_full_match($text, $pattern)

-- name: shorter
length($text) < $limit

-- name: longer
length($text) > $limit

-- name: less
$value < $limit

-- name: more
$value > $limit

-- name: error_bit
CASE WHEN $condition THEN $bit::UBIGINT ELSE 0 END
