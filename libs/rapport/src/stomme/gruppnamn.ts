/** Headings of the groups that the sources use; another group is shown by its own name. */
const GRUPPNAMN: Readonly<Record<string, string>> = {
  intakter: 'Intäkter',
  administration: 'Styrelse och administration',
  individ: 'Individinriktade insatser',
  struktur: 'Strukturinriktade insatser',
  insatser: 'Insatser',
  kostnader: 'Kostnader',
  fordringar: 'Fordringar',
  likvida_medel: 'Likvida medel',
  eget_kapital: 'Eget kapital',
  skulder: 'Skulder',
  leverantorsskulder: 'Leverantörsskulder',
  interimsskulder: 'Interimsskulder',
  ej_specificerat: 'Ej specificerat i källan',
  ovrigt: 'Utanför poster',
};

export const gruppnamn = (grupp: string): string =>
  GRUPPNAMN[grupp] ?? `${grupp.charAt(0).toUpperCase()}${grupp.slice(1).replaceAll('_', ' ')}`;
