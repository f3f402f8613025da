create table insats (
  forbund text not null,
  insats text not null,
  ordinal bigint not null,
  namn text not null,
  slag text,
  primary key (forbund, insats)
);
-- What has happened to an insats; its status at an ordinal is the last row at or before.
create table skede (
  forbund text not null,
  insats text not null,
  ordinal bigint not null,
  status text not null check (status in ('registrerad', 'startad', 'avslutad')),
  den date,
  overgar_till text,
  primary key (forbund, insats, ordinal)
);
create table beviljat (
  ordinal bigint primary key,
  forbund text not null,
  insats text not null,
  fran date not null,
  till date not null,
  belopp_ore bigint not null,
  stod_slag text not null,
  stod text not null
);
