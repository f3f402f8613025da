export function korbar(fil: string): string;
