create table beslut (
  forbund text not null,
  beslut text not null,
  ordinal bigint not null,
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
  primary key (forbund, beslut)
);
create table sammantrade (
  forbund text not null,
  sammantrade text not null,
  ordinal bigint not null,
  slag text not null,
  antal int not null,
  fran date not null,
  till date not null,
  notering text,
  primary key (forbund, sammantrade)
);
