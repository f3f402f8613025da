import { EgenAnslutning } from './transaktion.js';

/** Seconds that closing waits for what runs before it cuts. */
const STANG_SEKUNDER = 5;

/** At most `max` connections for transactions, opened when needed and kept; a failed one is replaced. */
export class Anslutningspool {
  private readonly lediga: EgenAnslutning[] = [];
  private readonly alla = new Set<EgenAnslutning>();
  private readonly ko: ((anslutning: EgenAnslutning) => void)[] = [];

  constructor(
    private readonly url: string,
    private readonly namn: string,
    private readonly max: number,
  ) {}

  async med<T>(arbete: (anslutning: EgenAnslutning) => Promise<T>): Promise<T> {
    const anslutning = await this.ta();
    try {
      return await arbete(anslutning);
    } finally {
      this.lamna(anslutning);
    }
  }

  async stang(): Promise<void> {
    await Promise.all([...this.alla].map((en) => en.avsluta(STANG_SEKUNDER)));
    this.alla.clear();
    this.lediga.length = 0;
  }

  private ta(): EgenAnslutning | Promise<EgenAnslutning> {
    for (let en = this.lediga.pop(); en; en = this.lediga.pop()) {
      if (en.anvandbar) return en;
      this.kasta(en);
    }
    if (this.alla.size < this.max) return this.ny();
    return new Promise((resolve) => this.ko.push(resolve));
  }

  private lamna(anslutning: EgenAnslutning): void {
    const vantar = this.ko.shift();
    if (!anslutning.anvandbar) this.kasta(anslutning);
    if (vantar) vantar(anslutning.anvandbar ? anslutning : this.ny());
    else if (anslutning.anvandbar) this.lediga.push(anslutning);
  }

  private ny(): EgenAnslutning {
    const anslutning = new EgenAnslutning(this.url, this.namn);
    this.alla.add(anslutning);
    return anslutning;
  }

  private kasta(anslutning: EgenAnslutning): void {
    this.alla.delete(anslutning);
    void anslutning.stang();
  }
}
