-- The last ordinal recorded at or before a moment; 0 when there is none. Times never decrease along the ordinals and
-- the ordinals have no gaps, so halving finds it in some twenty look-ups without an index on time.
CREATE FUNCTION handelser.vid(p_moment timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_lag  bigint := 0;
  v_hog  bigint;
  v_mitt bigint;
BEGIN
  SELECT coalesce(max(ordinal), 0) INTO v_hog FROM handelser.handelse;
  WHILE v_lag < v_hog LOOP
    v_mitt := (v_lag + v_hog + 1) / 2;
    IF (SELECT recorded_at <= p_moment FROM handelser.handelse WHERE ordinal = v_mitt) THEN
      v_lag := v_mitt;
    ELSE
      v_hog := v_mitt - 1;
    END IF;
  END LOOP;
  RETURN v_lag;
END
$$;
