import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { arsSlut } from '#kernel/datum.js';
import { oreTillTal } from '#kernel/ore.js';
import { Arsadress, Sidfraga, sidlangd } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, HELTAL, lista, objekt, ORE, svarOmStrom, TEXT } from '#platform/http/schema.js';
import { skalEllerStod, somStod } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { budgetStream, UtforBudgetkommando, type BudgetKod } from '../commands/utfor-budgetkommando.js';
import { gallandeBudget } from '../projections/budget/budget.query.js';
import { versionssida } from '../projections/budget/budgetversioner.query.js';
import { BudgetDto, PeriodbudgetDto, StyrelseprognosDto, type PlanDto } from './budget.dto.js';

const LASMODELL = ['budget'];
const koder = (...k: BudgetKod[]): BudgetKod[] => [
  'BUDGET_UTAN_RADER',
  'BUDGETRAD_DUBBEL',
  'BUDGETRAD_EJ_RESULTAT',
  'BUDGETPOST_OKAND',
  'BESLUT_OKANT',
  ...k,
];

const RAD = objekt({ post: TEXT, beloppOre: ORE });
const VERSION = objekt({
  ordinal: HELTAL,
  slag: { ...TEXT, enum: ['budget', 'periodbudget', 'prognos'] },
  den: DAG,
  fran: ellerNull(DAG),
  till: ellerNull(DAG),
  stod: objekt({ slag: TEXT, id: TEXT }),
  rader: lista(RAD),
});

/** What all plans have in common, as their commands want it. */
const plan = ({ forbund, ar }: Arsadress, dto: PlanDto) =>
  givna({
    forbund,
    ar,
    rader: dto.rader.map((r) => ({ post: r.post, beloppOre: BigInt(r.beloppOre) })),
    stod: dto.stod && somStod(dto.stod),
  });
const kontext = ({ forbund }: Arsadress, dto: PlanDto) => ({ skal: skalEllerStod(dto), forbund: [forbund] });

@ApiTags('budget')
@Controller('api/v1/forbund/:forbund/budgetar/:ar')
export class BudgetController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag('Fastställ årets budget', koder('BUDGET_UTAN_STOD', 'BUDGET_FINNS'))
  faststall(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Arsadress,
    @Body() dto: BudgetDto,
  ): Promise<Kvitto> {
    const data = { ...plan(adress, dto), den: dto.den };
    return this.mottagare.ta(
      huvud,
      kontext(adress, dto),
      (k, e) => new UtforBudgetkommando({ typ: 'FaststallBudget', data }, k, e),
    );
  }

  @Post('andringar')
  @Kommandovag(
    'Ändra budgeten: rader som anges får nya belopp, de andra behåller sina',
    koder('BUDGETANDRING_UTAN_STOD', 'BUDGET_SAKNAS', 'BUDGETVERSION_FINNS', 'BUDGET_OFORANDRAD'),
  )
  andra(@Huvud() huvud: Kommandohuvud, @Param() adress: Arsadress, @Body() dto: BudgetDto): Promise<Kvitto> {
    const data = { ...plan(adress, dto), den: dto.den };
    return this.mottagare.ta(
      huvud,
      kontext(adress, dto),
      (k, e) => new UtforBudgetkommando({ typ: 'AndraBudget', data }, k, e),
    );
  }

  @Post('versioner')
  @Kommandovag(
    'Lägg till en version med alla dess rader, eller rätta den som finns',
    koder('BUDGETANDRING_UTAN_STOD', 'BUDGET_SAKNAS', 'BUDGET_OFORANDRAD'),
  )
  ersatt(@Huvud() huvud: Kommandohuvud, @Param() adress: Arsadress, @Body() dto: BudgetDto): Promise<Kvitto> {
    const data = { ...plan(adress, dto), den: dto.den };
    return this.mottagare.ta(
      huvud,
      kontext(adress, dto),
      (k, e) => new UtforBudgetkommando({ typ: 'ErsattBudgetversion', data }, k, e),
    );
  }

  @Post('periodbudgetar')
  @Kommandovag(
    'Fastställ budgeten för en del av året',
    koder('BUDGET_UTAN_STOD', 'PERIOD_UTANFOR_AR', 'BUDGET_OFORANDRAD'),
  )
  faststallPeriod(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Arsadress,
    @Body() dto: PeriodbudgetDto,
  ): Promise<Kvitto> {
    const { fran, till } = dto.period;
    const data = { ...plan(adress, dto), den: dto.den, period: { fran, till } };
    return this.mottagare.ta(
      huvud,
      kontext(adress, dto),
      (k, e) => new UtforBudgetkommando({ typ: 'FaststallPeriodbudget', data }, k, e),
    );
  }

  @Post('prognoser')
  @Kommandovag('Fastställ styrelsens prognos för helåret', koder('PROGNOS_UTAN_STOD', 'BUDGET_OFORANDRAD'))
  faststallPrognos(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Arsadress,
    @Body() dto: StyrelseprognosDto,
  ): Promise<Kvitto> {
    const data = { ...plan(adress, dto), avser: dto.avser };
    return this.mottagare.ta(
      huvud,
      kontext(adress, dto),
      (k, e) => new UtforBudgetkommando({ typ: 'FaststallPrognos', data }, k, e),
    );
  }

  @Get()
  @Fragevag(
    'Årets budget som den gällde dagen per (utan per: vid årets slut), och alla versioner av den, av periodbudgetar och av styrelsens prognoser',
    svarOmStrom({ gallande: lista(RAD), versioner: lista(VERSION), nasta: ellerNull(HELTAL) }),
  )
  visa(@Param() { forbund, ar }: Arsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const galler = { forbund: [forbund], ar, per: f.per ?? arsSlut(ar), ordinal };
      const gallande = (await gallandeBudget(sql, galler)).map((r) => ({
        post: r.post,
        beloppOre: oreTillTal(r.beloppOre),
      }));
      const urval = { forbund, ar, ordinal, per: f.per, efter: f.efter ?? 0, max: max + 1 };
      const alla = await versionssida(sql, urval);
      const versioner = alla.slice(0, max);
      return {
        gallande,
        versioner,
        nasta: alla.length > max ? (versioner.at(-1)?.ordinal ?? null) : null,
      };
    };
    return this.lasning.las(LASMODELL, f.somAv, svaret, budgetStream(forbund, ar));
  }
}
