/** A rest that can be cut short. A call to `vack` while nobody rests is remembered for the next rest. */
export class Vackare {
  private vackt = false;
  private avbryt: (() => void) | undefined;

  vack(): void {
    this.vackt = true;
    this.avbryt?.();
  }

  async vila(ms: number): Promise<void> {
    if (!this.vackt) {
      await new Promise<void>((resolve) => {
        const klocka = setTimeout(resolve, ms);
        this.avbryt = () => {
          clearTimeout(klocka);
          resolve();
        };
      });
      this.avbryt = undefined;
    }
    this.vackt = false;
  }
}
