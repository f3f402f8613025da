-- Each row is a version: it holds from its ordinal until the next one of the same key.
create table forbund (
  forbund text not null,
  ordinal bigint not null,
  namn text not null,
  orgnr text,
  bildat text,
  fran date,
  till date,
  ersatter text[] not null,
  primary key (forbund, ordinal)
);
create table medlem (
  forbund text not null,
  medlem text not null,
  ordinal bigint not null,
  namn text not null,
  typ text not null,
  fran text,
  till date,
  primary key (forbund, medlem, ordinal)
);
create table grupp (
  grupp text not null,
  ordinal bigint not null,
  namn text not null,
  primary key (grupp, ordinal)
);
create table deltagande (
  grupp text not null,
  ordinal bigint not null,
  nr int not null,
  forbund text not null,
  fran date,
  till date,
  primary key (grupp, ordinal, nr)
);
-- The board from a day; of two for the same day the later one holds. One row per event.
create table styrelse (
  ordinal bigint primary key,
  forbund text not null,
  den date not null,
  -- The source tells of that day and not since when.
  senast boolean not null
);
create index styrelse_forbund on styrelse (forbund, den, ordinal);
create table plats (
  ordinal bigint not null,
  nr int not null,
  plats text not null,
  utsedd_av text not null,
  slag text not null check (slag in ('ordinarie', 'ersattare', 'revisor')),
  uppdrag text,
  primary key (ordinal, plats)
);
