/**
 * JSON with sorted keys and no spaces: equal values give equal text. bigint is written as its integer digits.
 * Undefined properties are left out, as JSON does.
 */
export function kanoniskJson(varde: unknown): string {
  if (typeof varde === 'bigint') return varde.toString();
  if (Array.isArray(varde)) return `[${varde.map((v) => kanoniskJson(v ?? null)).join(',')}]`;
  if (varde !== null && typeof varde === 'object') {
    const par = Object.entries(varde)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${par.map(([k, v]) => `${JSON.stringify(k)}:${kanoniskJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(varde);
}
