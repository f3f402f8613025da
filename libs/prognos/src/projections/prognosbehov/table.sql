-- The last event that can have changed the forecast of a förbund's year.
create table berord (
  forbund text not null,
  ar int not null,
  ordinal bigint not null,
  primary key (forbund, ar)
);
