import { svenskDag } from '#kernel/ogonblick.js';
import { iKolumn, sidnot } from '../huvudbok/huvudbok.blad.js';
import type { Blad, Bladkolumn, Bladrad } from '../stomme/blad.js';
import { sambandIOrd, verNamn } from '../stomme/samband.js';
import type {
  Forbundslista,
  Listverifikation,
  Nummerkontroll,
  Verifikationslista,
} from './verifikationslista.js';

const KOLUMNER: readonly Bladkolumn[] = [
  { rubrik: 'Ver', slag: 'text' },
  { rubrik: 'Datum', slag: 'text' },
  { rubrik: 'Registrerad', slag: 'text' },
  { rubrik: 'Text', slag: 'text', max: 48 },
  { rubrik: 'Insats', slag: 'text', max: 24 },
  { rubrik: 'Motpart', slag: 'text', max: 24 },
  { rubrik: 'Debet', slag: 'belopp' },
  { rubrik: 'Kredit', slag: 'belopp' },
  { rubrik: 'Underlag', slag: 'text', max: 40 },
  { rubrik: 'Samband', slag: 'text' },
];

/** The beslut, document or note that is its reason. */
function underlag({ skal, beslut }: Listverifikation): string {
  if (skal.slag === 'dokument') return skal.dokument;
  if (skal.slag === 'anteckning') return skal.text;
  const delar = [
    beslut?.paragraf ? `§ ${beslut.paragraf}` : '',
    beslut?.dnr ?? '',
    beslut?.rubrik ?? skal.beslut,
  ];
  return `beslut ${delar.filter((d) => d !== '').join(' ')}`;
}

function verifikationens(v: Listverifikation): Bladrad[] {
  const tomt = [undefined, undefined] as const;
  const ver = verNamn(v);
  return [
    {
      slag: 'rad',
      celler: [
        ...[ver, v.datum, svenskDag(v.registrerad), v.text, ...tomt, ...tomt],
        ...[underlag(v), sambandIOrd(v) || undefined],
      ],
    },
    ...v.rader.map((r): Bladrad => ({
      slag: 'rad',
      niva: 1,
      celler: [
        ...[ver, ...tomt, `${r.konto} ${r.kontonamn ?? ''}`.trim(), r.insats ?? undefined],
        r.motpartsnamn ?? r.motpart ?? undefined,
        ...iKolumn(r.beloppOre),
      ],
    })),
    { slag: 'summa', niva: 1, celler: [ver, ...tomt, 'Summa', ...tomt, v.debetOre, v.kreditOre] },
  ];
}

const spann = ({ fran, till }: { readonly fran: number; readonly till: number }): string =>
  fran === till ? String(fran) : `${fran}–${till}`;

function nummer(k: Nummerkontroll): string {
  const luckor = k.luckor.map(spann).join(', ');
  return [
    luckor === '' ? '' : 'OBS! ',
    `Serie ${k.serie}, nummer ${spann(k)}: ${k.antal} verifikationer, `,
    luckor === '' ? 'inga luckor' : `nummer saknas: ${luckor}`,
    k.senare === 0 ? '.' : `. ${k.senare} av dem är daterade senare och visas inte.`,
  ].join('');
}

const forbundets = (f: Forbundslista, ar: number): Blad => ({
  rubrik: f.namn,
  kolumner: KOLUMNER,
  tomt: `Inga verifikationer ${ar}.`,
  rader: f.verifikationer.flatMap(verifikationens),
  noter: f.serier.map(nummer),
});

/** Each förbund by itself: its series are its own. */
export const verifikationslistansBlad = ({ ar, forbund, nasta }: Verifikationslista): Blad[] =>
  forbund.map((f, n) => {
    const blad = forbundets(f, ar);
    return { ...blad, noter: [...(blad.noter ?? []), ...(n === forbund.length - 1 ? sidnot(nasta) : [])] };
  });
