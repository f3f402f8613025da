const MANAD = '(?:0[1-9]|1[0-2])';
/** A samordningsnummer has 60 added to its day; days that no month has are in use as fictive numbers. */
const DAG = '(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])';
const SEKEL = '(?:18|19|20)';
/** Not within a longer number, nor within a series such as 2022-01-01-2022-06-30. */
const BORJAN = '(?<![\\d]|\\d[-./])';
const SLUT = '(?!\\d|[-./]\\d)';

/** Written as people write it: the birth date in one piece or by parts, a sign between, four digits. */
const MED_TECKEN = new RegExp(
  `${BORJAN}(?<sekel>${SEKEL})?\\d{2}(?<delare>[-./]?)${MANAD}\\k<delare>${DAG}\\s*[-+]\\s*(?<sista>\\d{4})${SLUT}`,
  'g',
);
const UTAN_TECKEN = new RegExp(`(?<!\\d)${SEKEL}?\\d{2}${MANAD}${DAG}\\d{4}(?!\\d)`);
/** Spread out in ways that dates and amounts are too: taken for a person's only when the check digit holds. */
const EMELLAN = '[\\s\\-./+_]{0,3}';
const UTSPRIDDA = new RegExp(
  `${BORJAN}(?:${SEKEL}${EMELLAN})?\\d{2}${EMELLAN}${MANAD}${EMELLAN}${DAG}${EMELLAN}\\d{2}\\s?\\d{2}${SLUT}`,
  'g',
);
const EN_I_TAGET = /(?<!\d)\d(?:[\s\-./+_]{1,3}\d){9}(?:(?:[\s\-./+_]{1,3}\d){2})?(?!\d)/g;
const DATUMFORST = new RegExp(`^${SEKEL}?\\d{2}${MANAD}${DAG}\\d{4}$`);

/** `20220101-1231` and `2022-01-01-2023` are periods unless the check digit says otherwise. */
const MANAD_DAG_ELLER_AR = new RegExp(`^(?:${MANAD}(?:0[1-9]|[12]\\d|3[01])|(?:19|20)\\d{2})$`);

/** Luhn's check digit over the last ten digits, as in personnummer (SFS 1991:481 § 18). */
function kontrollsiffranStammer(siffror: string): boolean {
  let summa = 0;
  [...siffror.slice(-10)].forEach((s, n) => {
    const produkt = Number(s) * (n % 2 === 0 ? 2 : 1);
    summa += produkt > 9 ? produkt - 9 : produkt;
  });
  return summa % 10 === 0;
}

/** Digits of any script as 0–9: blocks of ten begin at …0 or …6. */
function vanligSiffra(tecken: string): string {
  const kod = tecken.codePointAt(0) ?? 0;
  const frannoll = kod & 0xf;
  const borjarPaNoll = /\p{Nd}/u.test(String.fromCodePoint(kod - frannoll));
  return String(borjarPaNoll ? frannoll : frannoll - 6);
}

/** One way of writing: signs that look alike are the same, and signs that are not seen are gone. */
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?![0-9])\p{Nd}/gu, vanligSiffra)
    .replace(/[\p{Pd}\u2212]/gu, '-');

/**
 * Whether a text holds what is, or is written like, a personnummer or samordningsnummer: with or without century,
 * sign, spaces. An organisation number has at least 20 where those have the month, so it never is one.
 */
export function finnsPersonnummer(text: string): boolean {
  const t = normal(text);
  if (UTAN_TECKEN.test(t)) return true;
  for (const m of t.matchAll(MED_TECKEN)) {
    const { sekel, sista = '' } = m.groups ?? {};
    const kanVaraTid = sekel !== undefined && MANAD_DAG_ELLER_AR.test(sista);
    if (!kanVaraTid || kontrollsiffranStammer(m[0].replace(/\D/g, ''))) return true;
  }
  return [...t.matchAll(UTSPRIDDA), ...t.matchAll(EN_I_TAGET)].some(([m]) => {
    const siffror = m.replace(/\D/g, '');
    return DATUMFORST.test(siffror) && kontrollsiffranStammer(siffror);
  });
}
