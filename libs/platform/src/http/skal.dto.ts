import type { Skal } from '#event-store/event-store.js';
import type { BeslutId, Stod } from '#kernel/identiteter.js';
import { nekadBegaran } from './httpkoder.js';
import { Namnfalt, Nyckelfalt, Textfalt, Valfalt } from './falt.js';

const STOD = ['beslut', 'dokument'] as const;
const SKAL = [...STOD, 'anteckning'] as const;

/** What a decision rests on. */
export class StodDto {
  @Valfalt(STOD)
  slag!: (typeof STOD)[number];
  @Nyckelfalt('budget-2024', { frivillig: true, beskrivning: 'När slag är beslut.' })
  beslut?: BeslutId;
  @Namnfalt('vastmanland-delarsrapport-2024-08-31', {
    frivillig: true,
    beskrivning: 'När slag är dokument.',
  })
  dokument?: string;
}

/** Why something is recorded: a beslut, a source document, or a plain reason where neither exists. */
export class SkalDto {
  @Valfalt(SKAL, { exempel: 'anteckning' })
  slag!: (typeof SKAL)[number];
  @Nyckelfalt('budget-2024', { frivillig: true, beskrivning: 'När slag är beslut.' })
  beslut?: BeslutId;
  @Namnfalt('vastmanland-delarsrapport-2024-08-31', {
    frivillig: true,
    beskrivning: 'När slag är dokument.',
  })
  dokument?: string;
  @Textfalt('Uppgifter från kansliet', { frivillig: true, beskrivning: 'När slag är anteckning.' })
  text?: string;
}

/** What says why, whichever request it came with. */
type Skalfalt = Pick<SkalDto, 'slag' | 'beslut' | 'dokument' | 'text'>;

const saknas = (falt: string, forvantat: string) =>
  nekadBegaran('ANROP_OGILTIGT', `Värdet för ${falt} saknas.`, { falt, forvantat });

/** Exactly the field that the slag names. @throws DomanFel ANROP_OGILTIGT */
export function somStod(dto: Pick<StodDto, 'slag' | 'beslut' | 'dokument'>, falt = 'stod'): Stod {
  kontrolleraEnsam(dto, dto.slag, falt);
  if (dto.slag === 'beslut') {
    if (dto.beslut === undefined) throw saknas(`${falt}.beslut`, 'beslutets nyckel');
    return { slag: 'beslut', beslut: dto.beslut };
  }
  if (dto.dokument === undefined) throw saknas(`${falt}.dokument`, 'källdokumentets id');
  return { slag: 'dokument', dokument: dto.dokument };
}

/** @throws DomanFel ANROP_OGILTIGT */
export function somSkal(dto: Skalfalt, falt = 'skal'): Skal {
  if (dto.slag !== 'anteckning') {
    const { slag, ...mer } = dto;
    return somStod({ ...mer, slag }, falt);
  }
  kontrolleraEnsam(dto, 'text', falt);
  if (dto.text === undefined) throw saknas(`${falt}.text`, 'varför, i klartext');
  return { slag: 'anteckning', text: dto.text };
}

/** A beslut beside a dokument would say that both hold; only one of them would be stored. */
function kontrolleraEnsam(dto: object, falt: string, plats: string): void {
  for (const [namn, varde] of Object.entries(dto) as [string, unknown][])
    if (namn !== 'slag' && namn !== falt && varde !== undefined)
      throw nekadBegaran('ANROP_OGILTIGT', `${plats}.${namn} hör inte till ${plats}.slag.`, {
        falt: `${plats}.${namn}`,
        forvantat: `bara ${plats}.${falt}`,
      });
}

/** Stands for the reason of a command without one: its decider refuses it, so it is never stored. */
const UTAN_SKAL: Skal = { slag: 'anteckning', text: 'utan stöd' };

/** The reason of a command that rests on something: what is given, else what it rests on. */
export function skalEllerStod(dto: { skal?: SkalDto; stod?: StodDto }): Skal {
  if (dto.skal) return somSkal(dto.skal);
  return dto.stod ? somStod(dto.stod) : UTAN_SKAL;
}
