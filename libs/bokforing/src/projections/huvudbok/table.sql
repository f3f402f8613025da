-- Absent insats and motpart are '', so that they can be part of keys.
create table konto (
  forbund text not null,
  konto text not null,
  ordinal bigint not null,
  namn text not null,
  primary key (forbund, konto)
);
create table motpart (
  forbund text not null,
  motpart text not null,
  ordinal bigint not null,
  namn text not null,
  annat_forbund text,
  medlem boolean,
  primary key (forbund, motpart)
);
create table kontering (
  forbund text not null,
  konto text not null,
  insats text not null,
  motpart text not null,
  ordinal bigint not null,
  post text not null,
  primary key (forbund, konto, insats, motpart)
);
-- A version of how a post is shown: from its ordinal until the next.
create table post (
  forbund text not null,
  post text not null,
  ordinal bigint not null,
  ordning text not null,
  rad text not null,
  grupp text not null,
  overordnad text,
  primary key (forbund, post, ordinal)
);
create table verifikation (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  serie text not null,
  nummer int not null,
  datum date not null,
  text text not null,
  dokument text,
  rattar int,
  -- When, by whom and why it was recorded; `skal` is a beslut, a document or a note, as `skal_slag` says.
  registrerad timestamptz not null,
  vem text not null,
  skal_slag text not null,
  skal text not null,
  unique (forbund, ar, serie, nummer)
);
create table rad (
  ordinal bigint not null,
  nr int not null,
  forbund text not null,
  datum date not null,
  konto text not null,
  insats text not null,
  motpart text not null,
  belopp_ore bigint not null,
  -- 1 for a stated figure, 0 for a correction of one, -1 for the withdrawal of one: where they sum to 0 nothing is known.
  uppgift int not null,
  primary key (ordinal, nr)
);
-- A konto's rows in the order of its days: a page of them, or those of some days, cost what they are.
create index rad_konto on rad (forbund, konto, datum, ordinal, nr);
-- Which konteringar a month has, so that balances are found by key and never by reading history. The first row that
-- moved it (ordinal and nr of `rad`) is also its name in `saldo`, which has a row for every movement: kept narrow.
create table saldonyckel (
  forbund text not null,
  ar int not null,
  manad int not null,
  konto text not null,
  insats text not null,
  motpart text not null,
  ordinal bigint not null,
  nr int not null,
  -- The last row of `saldo`, written over with each movement: who asks as of that ordinal or a later one looks no further.
  senaste bigint not null,
  rorelse_ore bigint not null,
  debet_ore bigint not null,
  uppgifter int not null,
  primary key (forbund, ar, manad, konto, insats, motpart)
) with (fillfactor = 50);
-- What a month had moved on a kontering, as of each ordinal that moved it: as-of is the last row at or before.
create table saldo (
  nyckel_ordinal bigint not null,
  nyckel_nr int not null,
  ordinal bigint not null,
  rorelse_ore bigint not null,
  -- What was debited, gross: credited is this less what the month moved.
  debet_ore bigint not null,
  uppgifter int not null,
  primary key (nyckel_ordinal, nyckel_nr, ordinal)
);
-- The days that anything is booked on, each from the ordinal that was the first on it: a day has one row however much
-- is booked, and the latest day up to any day is found whatever order they came in.
create table bokford_dag (
  forbund text not null,
  ar int not null,
  datum date not null,
  ordinal bigint not null,
  primary key (forbund, ar, datum)
);
create table ingaende (
  forbund text not null,
  ar int not null,
  ordinal bigint not null,
  nr int not null,
  konto text not null,
  insats text not null,
  motpart text not null,
  belopp_ore bigint not null,
  primary key (forbund, ar, ordinal, nr)
);
-- Vouchers that are accruals, and those that reverse one: by the voucher's ordinal.
create table periodisering (
  ordinal bigint primary key,
  forbund text not null,
  slag text not null,
  vands date not null
);
create index periodisering_forbund on periodisering (forbund, vands);
create table vandning (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  serie text not null,
  nummer int not null
);
create index vandning_av on vandning (forbund, ar, serie, nummer);
-- Corrections that took back all that was left of their voucher.
create table makulering (
  ordinal bigint primary key
);
create index verifikation_rattar on verifikation (forbund, ar, serie, rattar) where rattar is not null;
