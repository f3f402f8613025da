-- A goal as it is from an ordinal; the last of the same key and period holds.
create table mal (
  ordinal bigint primary key,
  forbund text not null,
  insats text not null,
  mal text not null,
  fran date not null,
  till date not null,
  indikator text not null,
  enhet text not null,
  riktning text not null,
  malvarde_hundradelar bigint not null
);
create index mal_insats on mal (forbund, insats);
-- What came out, and each correction of it: a share with its people, or a value.
create table malutfall (
  ordinal bigint primary key,
  forbund text not null,
  insats text not null,
  mal text not null,
  fran date not null,
  till date not null,
  taljare bigint,
  namnare bigint,
  hundradelar bigint,
  orsak text
);
create index malutfall_insats on malutfall (forbund, insats);
-- A follow-up; one that corrects another names it.
create table rapport (
  ordinal bigint primary key,
  forbund text not null,
  insats text not null,
  nummer int not null,
  rattar int,
  fran date not null,
  till date not null,
  orsak text,
  unique (forbund, insats, nummer)
);
-- True counts: what is published of them goes through smacellsskydd.ts.
create table tal (
  ordinal bigint not null,
  nr int not null,
  cell text not null,
  antal bigint not null,
  del_av text,
  primary key (ordinal, nr)
);
