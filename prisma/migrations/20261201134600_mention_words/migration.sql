-- By hand:
-- People are found by how a word of their name or their handle begins, whatever its script, its accents and its case.
CREATE EXTENSION IF NOT EXISTS unaccent;
-- The words of a text, folded: compatible forms are one, letters without accents and in lower case, Arabic letters without
-- vowel signs, hamza and lengthening. Whatever is no letter and no digit parts words. An index may hold what it says, because
-- the rules of unaccent stay as they are.
CREATE FUNCTION folded_words(words text) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_remove(string_to_array(regexp_replace(
  translate(lower(unaccent('unaccent'::regdictionary, normalize(words, NFKC))),
            U&'\0623\0625\0622\0671\0649\06CC\0626\0624\0629\06A9\0640\064B\064C\064D\064E\064F\0650\0651\0652\0653\0654\0655\0670',
            U&'\0627\0627\0627\0627\064A\064A\064A\0648\0647\0643'),
  '[^[:alnum:]]+', ' ', 'g'), ' '), '');
CREATE FUNCTION word_beginnings(words text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_to_tsvector(folded_words(words));
-- Asks that each word begins one of theirs. Without any word nothing is found. A folded word holds no sign that such a question reads as its own.
CREATE FUNCTION begin_with(words text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce('''' || nullif(array_to_string(folded_words(words), ''':* & '''), '') || ''':*', '')::tsquery;
CREATE INDEX "users_word_beginnings" ON "users" USING gin (word_beginnings("name" || ' ' || "handle"));
