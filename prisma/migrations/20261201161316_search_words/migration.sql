-- By hand:
-- How the languages of texts cut their words down to stems (those of Arabic come as stems). What stands in a text is not known from a question: it is asked for in all of them.
CREATE FUNCTION search_configurations() RETURNS regconfig[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['pg_catalog.english', 'pg_catalog.french', 'pg_catalog.spanish', 'pg_catalog.russian', 'pg_catalog.simple']::regconfig[];
CREATE FUNCTION search_configuration(language text) RETURNS regconfig
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE language
  WHEN 'en' THEN 'pg_catalog.english' WHEN 'fr' THEN 'pg_catalog.french' WHEN 'es' THEN 'pg_catalog.spanish'
  WHEN 'ru' THEN 'pg_catalog.russian' ELSE 'pg_catalog.simple' END::regconfig;
-- The words of a title and of a body, folded and parted by spaces, as the index holds them.
CREATE FUNCTION search_vector(title text, body text, language text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector(search_configuration(language), title), 'A') || setweight(to_tsvector(search_configuration(language), body), 'D');
-- One part of a question: {"words": what stands together, "or": other ways to write it, "beginnings": what begins a word}.
CREATE FUNCTION search_part(part jsonb) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT coalesce(string_agg(DISTINCT '(' || way::text || ')', ' | '), '')::tsquery
    FROM (SELECT phraseto_tsquery(configuration, words) AS way
            FROM unnest(search_configurations()) AS configuration,
                 (SELECT part->>'words' UNION ALL SELECT jsonb_array_elements_text(part->'or')) AS written(words)
           UNION ALL
          SELECT ('''' || beginning || ''':*')::tsquery FROM jsonb_array_elements_text(part->'beginnings') AS beginning) AS ways
   WHERE numnode(way) > 0);
-- Whether a word says nothing by itself in one of the languages ("the", "les"): texts of that language do not hold it.
CREATE FUNCTION is_little_word(words text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM unnest(search_configurations()) AS configuration WHERE numnode(phraseto_tsquery(configuration, words)) = 0);
-- A question: a list of {"parts": all of which are asked for, "also": [language, phrase] that are found in their place, "not": whether it is
-- kept out}. Little words are asked for only where there is nothing else.
CREATE FUNCTION search_query(groups jsonb) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  WITH parts AS (
    SELECT place, (one->>'not')::boolean AS kept_out, one->'also' AS also, is_little_word(part->>'words') AS is_little,
           nullif(search_part(part)::text, '') AS asked
      FROM jsonb_array_elements(groups) WITH ORDINALITY AS listed(one, place), jsonb_array_elements(one->'parts') AS part),
  written AS (
    SELECT kept_out,
           string_agg('(' || asked || ')', ' & ') FILTER (WHERE NOT is_little) AS own,
           string_agg('(' || asked || ')', ' & ') FILTER (WHERE is_little) AS little,
           (SELECT string_agg('(' || way::text || ')', ' | ')
              FROM (SELECT phraseto_tsquery(search_configuration(said->>0), said->>1) AS way FROM jsonb_array_elements(also) AS said) AS ways
             WHERE numnode(way) > 0) AS other
      FROM parts GROUP BY place, kept_out, also)
  SELECT concat_ws(' & ',
           coalesce(string_agg('(' || CASE WHEN other IS NULL THEN own ELSE concat_ws(' | ', '(' || coalesce(own, little) || ')', other) END || ')', ' & ')
                      FILTER (WHERE NOT kept_out),
                    string_agg('(' || little || ')', ' & ') FILTER (WHERE NOT kept_out)),
           string_agg('!(' || own || ')', ' & ') FILTER (WHERE kept_out))::tsquery
    FROM written);
