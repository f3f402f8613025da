-- Absent medlem (the state, or a part as a whole) is '', so that it can be part of keys.
create table beslutat (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  part text not null,
  medlem text not null,
  den date not null,
  belopp_ore bigint not null,
  stod_slag text not null,
  stod text not null
);
create index beslutat_gallande on beslutat (forbund, ar, part, medlem, den, ordinal);
-- Invoices, and credit notes with a negative amount and the number of the invoice that they credit.
create table faktura (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  faktura text not null,
  krediterar text,
  part text not null,
  medlem text not null,
  den date not null,
  -- Null for a credit note.
  forfaller date,
  fran date not null,
  till date not null,
  belopp_ore bigint not null
);
create index faktura_ar on faktura (forbund, ar, ordinal);
create index faktura_krediterar on faktura (forbund, ar, krediterar) where krediterar is not null;
create table mottaget (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  faktura text not null,
  part text not null,
  medlem text not null,
  den date not null,
  belopp_ore bigint not null
);
create index mottaget_ar on mottaget (forbund, ar, faktura, ordinal);
-- What belongs to 1 January–till of a huvudman's money; of two for the same day the later holds.
create table periodiserat (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  part text not null,
  medlem text not null,
  till date not null,
  belopp_ore bigint not null,
  stod_slag text not null,
  stod text not null
);
create index periodiserat_ar on periodiserat (forbund, ar, part, medlem, till, ordinal);
create table andelar (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  stat int[] not null,
  region int[] not null,
  kommun int[] not null,
  stod_slag text not null,
  stod text not null
);
create index andelar_ar on andelar (forbund, ar, ordinal);
comment on column andelar.stat is 'numerator and denominator';
-- A version of what a post is: from its ordinal until the next.
create table medelspost (
  forbund text not null,
  post text not null,
  ordinal bigint not null,
  struken boolean not null,
  part text,
  medlem text not null,
  primary key (forbund, post, ordinal)
);
