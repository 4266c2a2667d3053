using Amiable.Platform.Storage.Postgres;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// The index of one kind of rows in PostgreSQL: a table with the words of each row, and its text in small letters without accents, of which an index of all
/// three characters that follow each other finds any part. Words carry the number of their organization: whoever searches reads theirs, and no others.
/// </summary>
internal sealed class PostgresSearch(SearchedTable searched)
{
    // Of a longer text the rest is not found; a word of an index may not be longer than two thousand bytes, and nobody looks for one of more than this.
    private const int LongestText = 200_000;
    private const int LongestWord = 200;

    // A position in a text is not counted further.
    private const int LastPlace = 16_383;

    public static IEnumerable<string> Foundations() =>
        [
            // "Trusted": the owner of the database may, without being its superuser.
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            $"""
                CREATE TABLE search_organizations ("Number" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "OrganizationId" uuid NOT NULL UNIQUE)
                """,
            """
                CREATE FUNCTION organizations_search_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN DELETE FROM search_organizations WHERE "OrganizationId" = OLD."Id"; RETURN NULL; END $$
                """,
            """
                CREATE TRIGGER organizations_search_deleted AFTER DELETE ON organizations
                FOR EACH ROW EXECUTE FUNCTION organizations_search_deleted()
                """,
            """
                CREATE FUNCTION search_number(organization uuid) RETURNS bigint LANGUAGE plpgsql AS $$
                DECLARE found_number bigint;
                BEGIN
                    SELECT "Number" INTO found_number FROM search_organizations WHERE "OrganizationId" = organization;
                    IF found_number IS NULL THEN
                        INSERT INTO search_organizations ("OrganizationId") VALUES (organization) ON CONFLICT ("OrganizationId") DO NOTHING;
                        SELECT "Number" INTO found_number FROM search_organizations WHERE "OrganizationId" = organization;
                    END IF;
                    RETURN found_number;
                END $$
                """,
            // What JSON can say and PostgreSQL cannot is no reason not to save a row: it is not found, that is all.
            """
                CREATE FUNCTION search_json(document text, key text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
                BEGIN
                    IF position('\u0000' IN document) = 0 THEN RETURN document::json ->> key; END IF;
                    RETURN replace(document, '\u0000', ' ')::json ->> key;
                EXCEPTION WHEN OTHERS THEN RETURN NULL;
                END $$
                """,
            // Small letters without accents. The rules of Unicode where they are built in, as they nearly always are; else those of the database.
            """
                DO $do$
                DECLARE rules text := (SELECT COALESCE(max(' COLLATE "und-x-icu"'), '') FROM pg_collation WHERE collname = 'und-x-icu');
                BEGIN
                    EXECUTE format($f$
                        CREATE FUNCTION search_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                        SELECT CASE WHEN octet_length(said) = length(said) THEN lower(said COLLATE "C") COLLATE "C"
                        ELSE translate(lower(regexp_replace(normalize(said, NFD), '[\u0300-\u036f]+', '', 'g')%1$s) COLLATE "C", 'ς', 'σ') END $$
                        $f$, rules);
                    EXECUTE format($f$
                        CREATE FUNCTION search_words(said text) RETURNS TABLE (word text, place bigint) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                        SELECT left(w.word, 200), row_number() OVER (ORDER BY w.place)
                        FROM regexp_split_to_table(search_fold(said)%1$s, '[^[:alnum:]]+') WITH ORDINALITY AS w(word, place) WHERE w.word <> '' $$
                        $f$, rules);
                END $do$
                """.Replace("200", $"{LongestWord}", StringComparison.Ordinal),
                // A word of one text never follows one of another.
                $"""
                CREATE FUNCTION search_vector(number bigint, VARIADIC said text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT COALESCE(string_agg(quote_literal(number || ':' || a.word) || ':' || least(a.place, {LastPlace}), ' '), '')::tsvector
                FROM (SELECT w.word, row_number() OVER (ORDER BY t.nth, w.place) + t.nth AS place
                    FROM unnest(said) WITH ORDINALITY AS t(said, nth), search_words(left(t.said, {LongestText})) w) a $$
                """,
            // The words of what is sought, one after the other; the last one may go on.
            """
                CREATE FUNCTION search_phrase(organization uuid, sought text, goes_on boolean) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
                SELECT COALESCE(string_agg(quote_literal(o."Number" || ':' || w.word)
                    || CASE WHEN goes_on AND w.place = w.last THEN ':*' ELSE '' END, ' <-> ' ORDER BY w.place), '')::tsquery
                FROM search_organizations o, (SELECT word, place, max(place) OVER () AS last FROM search_words(sought)) w
                WHERE o."OrganizationId" = organization $$
                """,
            """
                CREATE FUNCTION search_anywhere(sought text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT '%' || replace(replace(replace(search_fold(sought), '\', '\\'), '%', '\%'), '_', '\_') || '%' $$
                """,
        ];

    /// <summary>The same words of a row, by functions that are not planned anew for each.</summary>
    public static IEnumerable<string> CheaperFoundations() =>
        [
            "DROP FUNCTION search_words(text)",
            """
                DO $do$
                DECLARE rules text := (SELECT COALESCE(max(' COLLATE "und-x-icu"'), '') FROM pg_collation WHERE collname = 'und-x-icu');
                BEGIN
                    EXECUTE format($f$
                        CREATE FUNCTION search_words(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                        SELECT array_remove(regexp_split_to_array(search_fold(said)%1$s, '[^[:alnum:]]+'), '') $$
                        $f$, rules);
                END $do$
                """,
                // A word of one text never follows one of another.
                $"""
                CREATE OR REPLACE FUNCTION search_vector(number bigint, VARIADIC said text[]) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
                DECLARE one text; word text; place int := 0; words text[] := ARRAY[]::text[];
                BEGIN
                    FOREACH one IN ARRAY said LOOP
                        place := place + 1;
                        FOREACH word IN ARRAY COALESCE(search_words(left(one, {LongestText})), ARRAY[]::text[]) LOOP
                            place := place + 1;
                            words := array_append(words, quote_literal(number || ':' || left(word, {LongestWord})) || ':' || least(place, {LastPlace}));
                        END LOOP;
                    END LOOP;
                    RETURN array_to_string(words, ' ')::tsvector;
                END $$
                """,
            $"""
                CREATE OR REPLACE FUNCTION search_phrase(organization uuid, sought text, goes_on boolean) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
                SELECT COALESCE(string_agg(quote_literal(o."Number" || ':' || left(w.word, {LongestWord}))
                    || CASE WHEN goes_on AND w.place = w.last THEN ':*' ELSE '' END, ' <-> ' ORDER BY w.place), '')::tsquery
                FROM search_organizations o,
                    (SELECT word, place, max(place) OVER () AS last FROM unnest(search_words(sought)) WITH ORDINALITY AS s(word, place)) w
                WHERE o."OrganizationId" = organization $$
                """,
        ];

    public IEnumerable<string> Index()
    {
        var (table, index) = (searched.Table, searched.Called);
        var columns = string.Join(", ", searched.Forms.Select(f => f.Name));
        yield return $"""
            CREATE TABLE {index} ("Id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "Subject" uuid NOT NULL UNIQUE, "OrganizationId" uuid NOT NULL,
            {string.Join(
                ", ",
                searched.Forms.Select(f => f.IsParts ? $"{f.Name} text COLLATE \"{PostgresColumns.ByBytes}\"" : $"{f.Name} tsvector")
            )})
            """;
        yield return $"""
            INSERT INTO {index} ("Subject", "OrganizationId", {columns})
            SELECT t."Id", t."OrganizationId", {Values("t")} FROM {table} t {(
                searched.Condition("t") is { } condition ? $"WHERE {condition}" : ""
            )} ORDER BY t."Id"
            """;
        yield return $"""CREATE INDEX {index}_latest ON {index} ("OrganizationId", "Id")""";
        foreach (var form in searched.Forms)
            yield return $"CREATE INDEX {index}_{form.Name} ON {index} USING gin ({form.Name}{(form.IsParts ? " gin_trgm_ops" : "")})";
        var add = $"""
             INSERT INTO {index} ("Subject", "OrganizationId", {columns}) VALUES (NEW."Id", NEW."OrganizationId", {Values("NEW")}); 
            """;
        var change = $"""
             UPDATE {index} SET {string.Join(
                ", ",
                searched.Forms.Select(f => $"{f.Name} = {Value(f, "NEW")}")
            )} WHERE "Subject" = NEW."Id"; 
            """;
        var dialect = new PostgresDialect();
        foreach (
            var statement in dialect
                .Trigger($"{index}_added", table, "AFTER INSERT", searched.Condition("NEW"), add)
                .Concat(
                    dialect.Trigger($"{index}_changed", table, $"AFTER UPDATE OF {searched.Watched}", searched.Condition("NEW"), change)
                )
                .Concat(
                    dialect.Trigger(
                        $"{index}_deleted",
                        table,
                        "AFTER DELETE",
                        null,
                        $""" DELETE FROM {index} WHERE "Subject" = OLD."Id"; """
                    )
                )
        )
            yield return statement;
    }

    /// <summary>Takes in all rows of <paramref name="arrived"/>.</summary>
    public string AddAll(string arrived) =>
        $"""
            INSERT INTO {searched.Called} ("Subject", "OrganizationId", {string.Join(", ", searched.Forms.Select(f => f.Name))})
            SELECT n."Id", n."OrganizationId", {Values("n")} FROM {arrived} n WHERE {searched.Condition("n") ?? "true"};
            """;

    private string Values(string row) => string.Join(", ", searched.Forms.Select(f => Value(f, row)));

    // Nobody can type what stands between two texts.
    private string Value(SearchForm form, string row) =>
        form.IsParts
            ? $"search_fold(concat_ws(chr(1), {searched.Values(form, row)}))"
            : $"""search_vector(search_number({row}."OrganizationId"), {searched.Values(form, row)})""";
}
