import { oreTillTal } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';
import type { Uppstallning, Uppstallningsrad, Uppstallningstabell } from './uppstallning.js';

/** A row's id in the whole report: what its figures are asked for by. */
export const radensId = (tabell: Uppstallningstabell, rad: string): string =>
  `${tabell.forbund}/${tabell.definition.id}/${rad}`;

/** Columns that a förbund has no figures in. */
export const saknadeKolumner = (tabell: Uppstallningstabell): string[] =>
  tabell.kolumner.filter((k) => k.slag !== 'avvikelse' && k.belopp.length === 0).map((k) => k.id);

/** A förbund that has no figures in any column has no rows either. */
export const harFigurer = (tabell: Uppstallningstabell): boolean =>
  tabell.kolumner.some((k) => k.belopp.length > 0);

function raden(tabell: Uppstallningstabell, rad: Uppstallningsrad) {
  const { post, konto, insats, motpart, grupp } = rad.nycklar;
  const belopp = Object.fromEntries(
    [...rad.celler].map(([kolumn, { ore }]) => [kolumn, ore === null ? null : oreTillTal(ore)]),
  );
  return {
    id: radensId(tabell, rad.id),
    forbund: tabell.forbund,
    tabell: tabell.definition.id,
    typ: rad.typ,
    rad: rad.rad,
    niva: rad.niva,
    post: post === null ? null : delaPostId(post as PostId).nyckel,
    slag: post === null ? null : delaPostId(post as PostId).slag,
    konto,
    insats,
    motpart,
    grupp,
    ...belopp,
  };
}

/** Each förbund's tables by themselves, and their rows. A figure is addressed by its row's `id` and its column. */
export const uppstallningSomJson = ({ tabeller }: Uppstallning) => ({
  tabeller: tabeller.map((t) => ({
    forbund: t.forbund,
    namn: t.namn,
    tabell: t.definition.id,
    rubrik: t.definition.rubrik,
    tecken: t.definition.tecken,
    visasI: t.definition.enhet,
    kolumner: t.kolumner.map((k) => ({
      id: k.id,
      rubrik: k.rubrik,
      slag: k.slag,
      ar: k.ar,
      fran: k.kalla && 'period' in k.kalla ? k.kalla.period.fran : null,
      till: k.kalla && 'period' in k.kalla ? k.kalla.period.till : null,
      per: k.kalla && 'per' in k.kalla ? k.kalla.per : null,
      formel: k.formel ? k.formel.join(' - ') : null,
      anmarkning: k.anmarkning ?? null,
    })),
  })),
  rader: tabeller.filter(harFigurer).flatMap((t) => t.rader.map((r) => raden(t, r))),
  saknas: tabeller.flatMap((t) =>
    saknadeKolumner(t).map((kolumn) => ({ forbund: t.forbund, tabell: t.definition.id, kolumn })),
  ),
});
