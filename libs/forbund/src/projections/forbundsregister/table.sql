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
