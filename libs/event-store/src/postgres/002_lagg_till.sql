-- Stores a group of appends in one transaction and one round trip, and answers each in its turn.
--
-- Commands come as parallel lists, one place per command; events as parallel lists in the commands' order. Lists of
-- text are one text with a line per member: canonical JSON holds no raw line break, and splitting lines costs far less
-- than parsing an array literal in which every quote is escaped.
--
-- p_vantade: -1 none (the revision of an empty stream), -2 exists, -3 any, else the exact revision.
-- p_kommandonr: per event, the place of its command, from 1.
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
  v_ordinal     bigint;
  v_senast      timestamptz;
  v_nu          timestamptz;
  -- Per command, as decided: how, and what an event's place in the group is added to for its ordinal and revision.
  v_utfall      int[] := '{}';
  v_ordinalbas  bigint[] := '{}';
  v_revisionbas bigint[] := '{}';
  v_sista       int[] := '{}';
  -- At the place of a stream's first command in the group: its revision after those decided so far.
  v_revision    bigint[] := '{}';
  v_forsta      int;
  v_faktisk     bigint;
  v_plats       int := 0;
  v_traff_hash  text;
  v_traff_rev   bigint;
  v_traff_ord   bigint;
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

  -- A look-up or two per command: cheaper than one query over them all until groups hold some tens of commands.
  FOR i IN 1 .. cardinality(v_strommar) LOOP
    v_forsta := array_position(v_strommar, v_strommar[i]);
    IF v_forsta = i THEN
      SELECT h.revision INTO v_faktisk
        FROM handelser.handelse h WHERE h.stream = v_strommar[i] ORDER BY h.revision DESC LIMIT 1;
      v_revision[i] := coalesce(v_faktisk, -1);
    END IF;
    v_faktisk := v_revision[v_forsta];

    SELECT h.revision, h.ordinal, h.metadata::json ->> 'indatahash' INTO v_traff_rev, v_traff_ord, v_traff_hash
      FROM handelser.handelse h WHERE h.stream = v_strommar[i] AND h.kommando_id = v_kommandon[i];
    FOR j IN v_forsta .. i - 1 LOOP
      IF v_utfall[j] = 0 AND v_strommar[j] = v_strommar[i] AND v_kommandon[j] = v_kommandon[i] THEN
        v_traff_rev := v_revisionbas[j] + v_sista[j];
        v_traff_ord := v_ordinalbas[j] + v_sista[j];
        v_traff_hash := v_hashar[j];
      END IF;
    END LOOP;

    v_sista[i] := v_plats + p_antal[i];
    -- The command is looked for before the expectation: a retry expects what was true the first time.
    IF v_traff_ord IS NOT NULL THEN
      v_utfall[i] := CASE WHEN v_traff_hash = v_hashar[i] THEN 1 ELSE 2 END;
      revision := v_traff_rev;
      ordinal := v_traff_ord;
    ELSIF p_vantade[i] <> -3 AND p_vantade[i] <> v_faktisk AND NOT (p_vantade[i] = -2 AND v_faktisk >= 0) THEN
      v_utfall[i] := 3;
      revision := v_faktisk;
      ordinal := NULL;
    ELSE
      v_utfall[i] := 0;
      v_ordinalbas[i] := v_ordinal - v_plats;
      v_revisionbas[i] := v_faktisk - v_plats;
      v_ordinal := v_ordinal + p_antal[i];
      v_revision[v_forsta] := v_faktisk + p_antal[i];
      revision := v_revision[v_forsta];
      ordinal := v_ordinal;
      v_lagrade := v_lagrade + 1;
    END IF;
    v_plats := v_sista[i];
    utfall := v_utfall[i];
    RETURN NEXT;
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
END
$$;
