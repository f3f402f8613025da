create table serie (
  forbund text not null,
  ar int not null,
  serie text not null,
  ordinal bigint not null,
  primary key (forbund, ar, serie)
);
-- What has been decided for all series of a year, and from which ordinal they have all taken part in it.
create table arsandring (
  forbund text not null,
  ar int not null,
  nummer int not null,
  ordinal bigint not null,
  slag text not null,
  fran date not null,
  till date not null,
  av text not null,
  grund_slag text not null,
  grund text not null,
  genomford bigint,
  primary key (forbund, ar, nummer)
);
-- Closings and openings as they stand in the series: of a month the last at or before an ordinal holds.
create table serieandring (
  forbund text not null,
  ar int not null,
  serie text not null,
  ordinal bigint not null,
  slag text not null,
  fran date not null,
  till date not null,
  av text not null,
  grund_slag text not null,
  grund text not null,
  andring int,
  primary key (forbund, ar, serie, ordinal)
);
-- Year-end closings, and the ordinal at which the next year was opened with theirs.
create table arsbokslut (
  forbund text not null,
  ar int not null,
  nummer int not null,
  ordinal bigint not null,
  andring int not null,
  konto text not null,
  resultat_ore bigint not null,
  av text not null,
  grund_slag text not null,
  grund text not null,
  ingaende bigint,
  primary key (forbund, ar, nummer)
);
