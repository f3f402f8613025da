create table insats (
  forbund text not null,
  insats text not null,
  ordinal bigint not null,
  slag text,
  primary key (forbund, insats)
);
-- Its name from a day; the first has none, and holds from the beginning.
create table namn (
  forbund text not null,
  insats text not null,
  ordinal bigint not null,
  fran date,
  namn text not null,
  primary key (forbund, insats, ordinal)
);
-- What has happened to an insats. Its status is the one furthest on in its life (rang), of those the latest.
create table skede (
  forbund text not null,
  insats text not null,
  ordinal bigint not null,
  status text not null,
  rang int not null,
  den date,
  overgar_till text,
  primary key (forbund, insats, ordinal)
);
create table ansokan (
  ordinal bigint primary key,
  forbund text not null,
  insats text not null,
  ansokan text not null,
  sokande text not null,
  belopp_ore bigint not null,
  fran date not null,
  till date not null,
  den date not null
);
create index ansokan_insats on ansokan (forbund, insats);
create table ansokningsbeslut (
  ordinal bigint primary key,
  forbund text not null,
  insats text not null,
  ansokan text not null,
  utfall text not null check (utfall in ('beviljad', 'avslagen')),
  den date
);
create index ansokningsbeslut_ansokan on ansokningsbeslut (forbund, insats, ansokan);
-- A version of the insats's n-th grant; the first has no day, and holds from the beginning.
create table beviljat (
  ordinal bigint primary key,
  forbund text not null,
  insats text not null,
  nummer int not null,
  den date,
  fran date not null,
  till date not null,
  belopp_ore bigint not null,
  stod_slag text not null,
  stod text not null
);
create index beviljat_insats on beviljat (forbund, insats, nummer);
-- Who goes on after an insats from a day: one insats (till_forbund, till_insats) a row, or a member.
create table harstamning (
  ordinal bigint not null,
  nr int not null,
  forbund text not null,
  insats text not null,
  slag text not null check (slag in ('fortsattning', 'delning', 'sammanforing', 'overlamning')),
  fran date not null,
  till_forbund text,
  till_insats text,
  medlem text,
  enhet text,
  primary key (ordinal, nr)
);
create index harstamning_fran on harstamning (forbund, insats);
create index harstamning_till on harstamning (till_forbund, till_insats);
-- The others of a join, as each of them names them: one that has not told of it itself is still to come.
create table sammanford_med (
  ordinal bigint not null,
  nr int not null,
  till_forbund text not null,
  till_insats text not null,
  forbund text not null,
  insats text not null,
  primary key (ordinal, nr)
);
