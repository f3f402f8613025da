-- What a beslut is, in each version it has been recorded in: one holds from its ordinal until the one that ended it.
create table beslut (
  forbund text not null,
  beslut text not null,
  ordinal bigint not null,
  -- Of its first version: its place in the register, whatever is corrected later.
  registrerad bigint not null,
  upphor bigint,
  organ text not null,
  rubrik text not null,
  text text,
  -- The time as exactly as the source tells: the first and last day that it can have been.
  fattat_slag text not null,
  fattat_fran date not null,
  fattat_till date not null,
  paragraf int,
  dnr text,
  avser_budget int,
  avser_prognos int,
  styrkt text not null,
  sammantrade text,
  ja int,
  nej int,
  avstod int,
  reservationer text[] not null,
  -- Why the version before it was corrected.
  orsak text,
  primary key (forbund, beslut, ordinal)
);
create index beslut_register on beslut (forbund, registrerad);
create index beslut_sammantrade on beslut (forbund, sammantrade) where sammantrade is not null;
-- The same expression as in beslut.query.ts. A dnr is taken apart, so that its parts are words.
create index beslut_sok on beslut using gin (
  to_tsvector(
    'swedish',
    rubrik || ' ' || organ || ' ' || coalesce(text, '') || ' ' || coalesce(paragraf::text, '') || ' '
      || translate(coalesce(dnr, ''), '/-:.', '    ')
  )
);

-- A sammanträde as called, and as held: each row holds until the one that ended it.
create table sammantrade (
  forbund text not null,
  sammantrade text not null,
  ordinal bigint not null,
  registrerad bigint not null,
  upphor bigint,
  skede text not null check (skede in ('kallat', 'hallet')),
  slag text not null,
  organ text,
  antal int not null,
  fran date not null,
  till date not null,
  lokal text,
  notering text,
  -- Whether it is recorded who was there: an empty list is not the same as none.
  har_narvaro boolean not null,
  primary key (forbund, sammantrade, ordinal)
);
create index sammantrade_register on sammantrade (forbund, registrerad);
create table arende (
  ordinal bigint not null,
  nr int not null,
  rubrik text not null,
  dnr text,
  primary key (ordinal, nr)
);
create table narvaro (
  ordinal bigint not null,
  nr int not null,
  plats text not null,
  tjanstgor boolean not null,
  primary key (ordinal, plats)
);

-- Days of a protokoll; `paragrafer` null: the rest of it, beside those that were justerade at once.
create table protokollssteg (
  forbund text not null,
  sammantrade text not null,
  ordinal bigint not null,
  steg text not null check (steg in ('justering', 'anslag', 'nedtagning')),
  den date not null,
  paragrafer int[],
  rattelse boolean not null,
  primary key (forbund, sammantrade, ordinal)
);

-- An appeal comes in (without utfall), and ends (with one).
create table overklagandesteg (
  forbund text not null,
  beslut text not null,
  ordinal bigint not null,
  overklagande text not null,
  den date not null,
  malnummer text,
  utfall text,
  primary key (forbund, beslut, ordinal)
);

-- A later beslut took the place of an earlier one, or ended it.
create table upphorande (
  forbund text not null,
  beslut text not null,
  ordinal bigint not null,
  slag text not null check (slag in ('upphavt', 'ersatt')),
  av text not null,
  den date not null,
  primary key (forbund, beslut, ordinal)
);

create index upphorande_av on upphorande (forbund, av);

-- `beslut` ratifies `faststallt`, which may be another förbund's.
create table faststallande (
  forbund text not null,
  beslut text not null,
  ordinal bigint not null,
  faststallt_forbund text not null,
  faststallt text not null,
  primary key (forbund, beslut, faststallt_forbund, faststallt)
);
create index faststallande_av on faststallande (faststallt_forbund, faststallt);
