-- Stores a group of appends in one transaction and one round trip, and answers each.
--
-- Commands come as parallel lists, one place per command; events as parallel lists in the commands' order. Lists of
-- text are one text with a line per member: canonical JSON holds no raw line break, and splitting lines costs far less
-- than parsing an array literal in which every quote is escaped.
--
-- p_vantade: -1 none (the revision of an empty stream), -2 exists, -3 any, else the exact revision.
-- utfall: 0 stored · 1 stored before, nothing written · 2 command id used with another input · 3 wrong revision.
-- revision and ordinal: of the command's last event; with utfall 3 the revision that the stream has (-1: empty).
CREATE FUNCTION handelser.lagg_till(
  p_strommar text, p_kommandon text, p_indatahashar text, p_vantade bigint[], p_antal int[], p_metadata text,
  p_kommandonr int[], p_ider text, p_typer text, p_versioner int[], p_data text
) RETURNS TABLE (utfall int, revision bigint, ordinal bigint)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  v_strommar    text[] := string_to_array(p_strommar, E'\n');
  v_kommandon   text[] := string_to_array(p_kommandon, E'\n');
  v_hashar      text[] := string_to_array(p_indatahashar, E'\n');
  v_metadata    text[] := string_to_array(p_metadata, E'\n');
  -- As the store was before the group, per command: its stream's revision, and the command's earlier result.
  v_fore        bigint[];
  v_forra       int[];    -- place in the group of the nearest earlier command on the same stream
  v_samma       int[];    -- and of the nearest earlier one with the same command id there
  -- As decided, per command.
  v_efter       bigint[] := '{}';
  v_svar        bigint[];
  v_traff_rev   bigint[];
  v_traff_ord   bigint[];
  v_traff_hash  text[];
  v_utfall      int[] := '{}';
  v_ordinalbas  bigint[] := '{}';
  v_revisionbas bigint[] := '{}';
  v_sista       int[] := '{}';
  v_ordinal     bigint;
  v_senast      timestamptz;
  v_nu          timestamptz;
  v_faktisk     bigint;
  v_rest        int := 0;  -- events of the group up to and including the command
  v_lagrade     int := 0;
BEGIN
  -- First of all, before anything is read: whoever holds it sees all that was committed before, and is alone.
  -- Each statement below takes a new snapshot, which is so in a volatile function under READ COMMITTED only.
  PERFORM pg_advisory_xact_lock(7301, 1);
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'lagg_till needs READ COMMITTED';
  END IF;

  SELECT h.ordinal, h.recorded_at INTO v_ordinal, v_senast
    FROM handelser.handelse h ORDER BY h.ordinal DESC LIMIT 1;
  v_ordinal := coalesce(v_ordinal, 0);
  -- Milliseconds are what readers see: finer times would lie after the moment that they show.
  v_nu := greatest(date_trunc('milliseconds', clock_timestamp()), v_senast);

  SELECT array_agg(coalesce(s.revision, -1) ORDER BY k.nr), array_agg(k.forra ORDER BY k.nr),
         array_agg(k.samma ORDER BY k.nr), array_agg(t.revision ORDER BY k.nr),
         array_agg(t.ordinal ORDER BY k.nr), array_agg(t.indatahash ORDER BY k.nr)
    INTO v_fore, v_forra, v_samma, v_traff_rev, v_traff_ord, v_traff_hash
    FROM (
      SELECT u.stream, u.kommando, u.nr::int AS nr,
             lag(u.nr::int) OVER (PARTITION BY u.stream ORDER BY u.nr) AS forra,
             lag(u.nr::int) OVER (PARTITION BY u.stream, u.kommando ORDER BY u.nr) AS samma
        FROM unnest(v_strommar, v_kommandon) WITH ORDINALITY u (stream, kommando, nr)
    ) k
    LEFT JOIN LATERAL (
      SELECT h.revision FROM handelser.handelse h WHERE h.stream = k.stream ORDER BY h.revision DESC LIMIT 1
    ) s ON true
    LEFT JOIN LATERAL (
      SELECT h.revision, h.ordinal, h.metadata::json ->> 'indatahash' AS indatahash
        FROM handelser.handelse h WHERE h.stream = k.stream AND h.kommando_id = k.kommando
    ) t ON true;

  FOR i IN 1 .. cardinality(v_strommar) LOOP
    v_rest := v_rest + p_antal[i];
    v_sista[i] := v_rest;
    v_faktisk := coalesce(v_efter[v_forra[i]], v_fore[i]);
    v_efter[i] := v_faktisk;
    IF v_samma[i] IS NOT NULL THEN
      v_traff_rev[i] := v_traff_rev[v_samma[i]];
      v_traff_ord[i] := v_traff_ord[v_samma[i]];
      v_traff_hash[i] := v_traff_hash[v_samma[i]];
    END IF;
    -- The command is looked for before the expectation: a retry expects what was true the first time.
    IF v_traff_ord[i] IS NOT NULL THEN
      v_utfall[i] := CASE WHEN v_traff_hash[i] = v_hashar[i] THEN 1 ELSE 2 END;
    ELSIF p_vantade[i] <> -3 AND p_vantade[i] <> v_faktisk AND NOT (p_vantade[i] = -2 AND v_faktisk >= 0) THEN
      v_utfall[i] := 3;
    ELSE
      v_utfall[i] := 0;
      -- An event's place in the group added to these gives its ordinal and its revision.
      v_ordinalbas[i] := v_ordinal - (v_rest - p_antal[i]);
      v_revisionbas[i] := v_faktisk - (v_rest - p_antal[i]);
      v_ordinal := v_ordinal + p_antal[i];
      v_efter[i] := v_faktisk + p_antal[i];
      v_traff_rev[i] := v_efter[i];
      v_traff_ord[i] := v_ordinal;
      v_traff_hash[i] := v_hashar[i];
      v_lagrade := v_lagrade + 1;
    END IF;
  END LOOP;

  IF v_lagrade > 0 THEN
    INSERT INTO handelser.handelse
           (ordinal, recorded_at, id, revision, version, stream, typ, data, metadata, kommando_id)
    SELECT v_ordinalbas[e.nr] + e.plats, v_nu, e.id::uuid, v_revisionbas[e.nr] + e.plats, e.version,
           v_strommar[e.nr], e.typ, e.data, v_metadata[e.nr],
           CASE WHEN e.plats = v_sista[e.nr] THEN v_kommandon[e.nr] END
      FROM unnest(p_kommandonr, string_to_array(p_ider, E'\n'), string_to_array(p_typer, E'\n'),
                  p_versioner, string_to_array(p_data, E'\n'))
             WITH ORDINALITY e (nr, id, typ, version, data, plats)
     WHERE v_utfall[e.nr] = 0;
    PERFORM pg_notify('handelser', v_ordinal::text);
  END IF;

  RETURN QUERY
    SELECT u.utfall, CASE WHEN u.utfall = 3 THEN u.faktisk ELSE u.revision END, u.ordinal
      FROM unnest(v_utfall, v_traff_rev, v_traff_ord, v_efter)
             WITH ORDINALITY u (utfall, revision, ordinal, faktisk, nr)
     ORDER BY u.nr;
END
$$;
