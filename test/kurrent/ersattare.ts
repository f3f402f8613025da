import { randomUUID } from 'node:crypto';
import {
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerReadableStream,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import grpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Ersattarlogg, type Loggpost, type NyLoggpost } from './ersattarlogg.js';
import {
  bekraftelse,
  bokmarke,
  felRevision,
  forvantanI,
  handelsesvar,
  ikappsvar,
  namnet,
  nyPost,
  serverfel,
  skrivet,
  stromSaknas,
} from './ersattarmeddelanden.js';

type Las = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type Skriv = ServerReadableStream<streams.AppendReq, streams.AppendResp>;
type Skrivsvar = sendUnaryData<streams.AppendResp>;

export type Anrop = 'skriv' | 'las' | 'prenumerera';
/**
 * What can go wrong with a call. `hang`: no answer, ever · `otillganglig`: UNAVAILABLE, nothing done · `ej-ledare`: sent
 * to another node · `tappat-svar`: done, but the answer is lost · `nekad`: ACCESS DENIED · `halvt`: a read or subscription that ends without
 * an error before it is whole · `langsam`: answered late · `dubbelt`: each record sent twice.
 */
export type Fel =
  'hang' | 'otillganglig' | 'ej-ledare' | 'tappat-svar' | 'nekad' | 'halvt' | 'langsam' | 'dubbelt';

export interface Ersattarval {
  /** The server's MaxAppendSize; ours is set up for 16 MiB. */
  readonly maxAppendBytes?: number;
  /** Certificate and key: TLS and a password instead of an open server. */
  readonly tls?: { readonly cert: Buffer; readonly nyckel: Buffer };
}

interface Planerat {
  readonly anrop: Anrop;
  readonly fel: Fel;
  /** Only for calls about streams that it says yes to. */
  readonly om: (stream: string) => boolean;
  kvar: number;
}

interface Prenumerant {
  readonly call: Las;
  readonly vidPost: (post: Loggpost) => void;
  tyst: boolean;
}

const LANGSAM_MS = 150;
const MAX_MEDDELANDE = 17 * 1024 * 1024;

/**
 * A stand-in for a KurrentDB server, for tests: the client package's own service definitions, answered on loopback as
 * the documentation says, with switches for what can go wrong. It is not KurrentDB: `KURRENTDB_URL` names a real one.
 */
export class Kurrentersattare {
  readonly #planerat: Planerat[] = [];
  readonly #prenumeranter = new Set<Prenumerant>();
  #server: Server | undefined;
  #port = 0;
  /** Calls that have come, whatever became of them. */
  readonly antal: Record<Anrop, number> = { skriv: 0, las: 0, prenumerera: 0 };
  /** Where `ej-ledare` sends. */
  ledare: { readonly vard: string; readonly port: number } | undefined;

  private constructor(
    private readonly val: Ersattarval,
    readonly logg = new Ersattarlogg(),
  ) {}

  static async starta(val: Ersattarval = {}): Promise<Kurrentersattare> {
    const ersattare = new Kurrentersattare(val);
    await ersattare.starta();
    return ersattare;
  }

  /** Another node of the same cluster. */
  async medSammaLogg(): Promise<Kurrentersattare> {
    const nod = new Kurrentersattare(this.val, this.logg);
    await nod.starta();
    return nod;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** The next calls of a kind fail so. */
  fela(anrop: Anrop, fel: Fel, antal = 1, om: (stream: string) => boolean = () => true): void {
    this.#planerat.push({ anrop, fel, om, kvar: antal });
  }

  /** No more planned failures. */
  lagad(): void {
    this.#planerat.length = 0;
  }

  /** Lets subscriptions go in good order, as a server that stops does. */
  avslutaPrenumerationer(): void {
    for (const { call } of this.#prenumeranter) call.end();
    this.#prenumeranter.clear();
  }

  brytPrenumerationer(): void {
    for (const { call } of this.#prenumeranter) call.emit('error', serverfel(status.UNAVAILABLE, 'stand-in'));
    this.#prenumeranter.clear();
  }

  /** They stay open, and nothing more is sent. */
  tystaPrenumerationer(): void {
    for (const prenumerant of this.#prenumeranter) prenumerant.tyst = true;
  }

  get prenumerationer(): number {
    return this.#prenumeranter.size;
  }

  /** Writes as another program on the same server would. */
  skrivFrammande(stream: string, antal = 1, typ = 'Annat'): void {
    const nya = Array.from({ length: antal }, (): NyLoggpost => ({
      id: randomUUID(),
      typ,
      innehallstyp: 'application/json',
      data: Buffer.from('{}'),
      metadata: new Uint8Array(),
    }));
    this.#skriv(stream, nya, 'any');
  }

  async starta(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MEDDELANDE });
    server.addService(grpc.StreamsService, {
      read: (call: Las) => this.#vidLasning(call),
      append: (call: Skriv, svara: Skrivsvar) => this.#vidSkrivning(call, svara),
    });
    const { tls } = this.val;
    const inloggning = tls
      ? ServerCredentials.createSsl(null, [{ cert_chain: tls.cert, private_key: tls.nyckel }])
      : ServerCredentials.createInsecure();
    this.#port = await new Promise((klar, misslyckad) => {
      server.bindAsync(`127.0.0.1:${this.#port}`, inloggning, (fel, port) => {
        if (fel) misslyckad(fel);
        else klar(port);
      });
    });
    this.#server = server;
  }

  /** As a server that is killed; `starta` brings it back on the same port, with what it remembers. */
  stanna(): void {
    this.#server?.forceShutdown();
    this.#server = undefined;
    this.#prenumeranter.clear();
  }

  #felFor(anrop: Anrop, stream: string): Fel | undefined {
    this.antal[anrop]++;
    const plan = this.#planerat.find((p) => p.anrop === anrop && p.kvar > 0 && p.om(stream));
    if (plan) plan.kvar--;
    return plan?.fel;
  }

  #vidSkrivning(call: Skriv, svara: Skrivsvar): void {
    let val: streams.AppendReq.Options | undefined;
    const nya: NyLoggpost[] = [];
    call.on('data', (del: streams.AppendReq) => {
      if (del.hasOptions()) val = del.getOptions();
      const meddelande = del.getProposedMessage();
      if (meddelande) nya.push(nyPost(meddelande));
    });
    call.on('end', () => {
      if (val) this.#svaraPaSkrivning(call, val, nya, svara);
    });
  }

  #svaraPaSkrivning(
    call: Skriv,
    val: streams.AppendReq.Options,
    nya: readonly NyLoggpost[],
    svara: Skrivsvar,
  ): void {
    const stream = namnet(val.getStreamIdentifier());
    const fel = this.#felFor('skriv', stream);
    if (fel === 'hang') return;
    const nekad =
      this.#kallfel(fel) ??
      this.#otillaten(call.metadata.get('authorization')) ??
      this.#skrivfel(stream, nya);
    if (nekad) {
      svara(nekad);
      return;
    }
    const forvantan = forvantanI(val);
    const utfall = this.#skriv(stream, nya, forvantan);
    if (fel === 'tappat-svar') {
      svara(serverfel(status.UNAVAILABLE, 'stand-in: the answer was lost'));
      return;
    }
    const svar =
      utfall.slag === 'skriven'
        ? skrivet(utfall.revision, utfall.plats)
        : felRevision(utfall.faktisk, forvantan);
    if (fel === 'langsam') setTimeout(() => svara(null, svar), LANGSAM_MS);
    else svara(null, svar);
  }

  #skriv(stream: string, nya: readonly NyLoggpost[], forvantan: Parameters<Ersattarlogg['skriv']>[2]) {
    const fore = this.logg.poster.length;
    const utfall = this.logg.skriv(stream, nya, forvantan);
    for (const post of this.logg.poster.slice(fore))
      for (const { vidPost } of this.#prenumeranter) vidPost(post);
    return utfall;
  }

  #skrivfel(stream: string, nya: readonly NyLoggpost[]) {
    if (this.logg.borttagna.has(stream))
      return serverfel(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
        exception: 'stream-deleted',
        'stream-name': stream,
      });
    const hogst = this.val.maxAppendBytes ?? 16 * 1024 * 1024;
    const bytes = nya.reduce((summa, { data, metadata }) => summa + data.length + metadata.length, 0);
    if (bytes <= hogst) return undefined;
    return serverfel(status.INVALID_ARGUMENT, `Maximum Append Size of ${hogst} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(hogst),
    });
  }

  #kallfel(fel: Fel | undefined) {
    if (fel === 'otillganglig') return serverfel(status.UNAVAILABLE, 'stand-in: not now');
    if (fel === 'nekad')
      return serverfel(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
    if (fel !== 'ej-ledare') return undefined;
    const { vard, port } = this.ledare ?? { vard: '127.0.0.1', port: this.#port };
    return serverfel(status.NOT_FOUND, `Leader info available`, {
      exception: 'not-leader',
      'leader-endpoint-host': vard,
      'leader-endpoint-port': String(port),
    });
  }

  /** With TLS there are users: the one that every server has from its installation. */
  #otillaten(rubriker: readonly unknown[]) {
    if (!this.val.tls) return undefined;
    const vantad = `Basic ${Buffer.from('admin:changeit').toString('base64')}`;
    return rubriker.includes(vantad) ? undefined : serverfel(status.UNAUTHENTICATED, 'UnAuthenticated');
  }

  #vidLasning(call: Las): void {
    const val = call.request.getOptions()!;
    const stream = val.hasAll() ? '$all' : namnet(val.getStream()!.getStreamIdentifier());
    const prenumeration = val.hasSubscription();
    const fel = this.#felFor(prenumeration ? 'prenumerera' : 'las', stream);
    if (fel === 'hang') return;
    const nekad = this.#kallfel(fel) ?? this.#otillaten(call.metadata.get('authorization'));
    if (nekad) call.emit('error', nekad);
    else if (prenumeration) this.#prenumerera(call, val, stream, fel);
    else if (fel === 'langsam') setTimeout(() => this.#svaraPaLasning(call, val, stream, fel), LANGSAM_MS);
    else this.#svaraPaLasning(call, val, stream, fel);
  }

  #svaraPaLasning(call: Las, val: streams.ReadReq.Options, stream: string, fel: Fel | undefined): void {
    if (this.logg.borttagna.has(stream)) {
      const text = `Event stream '${stream}' is deleted.`;
      call.emit(
        'error',
        serverfel(status.FAILED_PRECONDITION, text, { exception: 'stream-deleted', 'stream-name': stream }),
      );
      return;
    }
    if (stream !== '$all' && this.logg.strom(stream).length === 0) call.write(stromSaknas(stream));
    const poster = this.#urval(val, stream).slice(0, Number(val.getCount()));
    const skickas = fel === 'halvt' ? poster.slice(0, Math.floor(poster.length / 2)) : poster;
    for (const post of skickas) call.write(handelsesvar(post));
    call.end();
  }

  /** The records that a read begins with: the one at its revision or position and those after, or before. */
  #urval(val: streams.ReadReq.Options, stream: string): readonly Loggpost[] {
    const bakat = val.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
    const poster = stream === '$all' ? this.logg.poster : this.logg.strom(stream);
    const fran = franI(val, stream);
    if (fran === 'start') return bakat ? [] : poster;
    if (fran === 'end') return bakat ? poster.toReversed() : [];
    const plats = (post: Loggpost): bigint => (stream === '$all' ? post.plats : BigInt(post.revision));
    return bakat
      ? poster.filter((post) => plats(post) <= fran).reverse()
      : poster.filter((post) => plats(post) >= fran);
  }

  #prenumerera(call: Las, val: streams.ReadReq.Options, stream: string, fel: Fel | undefined): void {
    const filter = filterI(val);
    const fonster = val.getFilter()?.hasMax() ? val.getFilter()!.getMax() : 32;
    const mellan = fonster * (val.getFilter()?.getCheckpointintervalmultiplier() ?? 0);
    let sedda = 0;
    const vidPost = (post: Loggpost): void => {
      if (prenumerant.tyst || (stream !== '$all' && post.stream !== stream)) return;
      const antal = fel === 'dubbelt' ? 2 : 1;
      if (filter(post)) for (let i = 0; i < antal; i++) call.write(handelsesvar(post));
      if (mellan > 0 && ++sedda % mellan === 0) call.write(bokmarke(post.plats));
    };
    const prenumerant: Prenumerant = { call, vidPost, tyst: false };
    call.write(bekraftelse(randomUUID()));
    for (const post of this.#efter(val, stream)) vidPost(post);
    if (fel === 'halvt') {
      call.end();
      return;
    }
    call.write(ikappsvar());
    this.#prenumeranter.add(prenumerant);
    call.on('cancelled', () => this.#prenumeranter.delete(prenumerant));
  }

  /** A subscription begins after its revision or position, where a read begins at it. */
  #efter(val: streams.ReadReq.Options, stream: string): readonly Loggpost[] {
    const fran = franI(val, stream);
    if (fran === 'end') return [];
    const poster = stream === '$all' ? this.logg.poster : this.logg.strom(stream);
    if (fran === 'start') return [...poster];
    return poster.filter((post) => (stream === '$all' ? post.plats : BigInt(post.revision)) > fran);
  }
}

function franI(val: streams.ReadReq.Options, stream: string): bigint | 'start' | 'end' {
  if (stream === '$all') {
    const alla = val.getAll()!;
    if (alla.hasStart()) return 'start';
    return alla.hasEnd() ? 'end' : BigInt(alla.getPosition()!.getCommitPosition());
  }
  const strom = val.getStream()!;
  if (strom.hasStart()) return 'start';
  return strom.hasEnd() ? 'end' : BigInt(strom.getRevision());
}

function filterI(val: streams.ReadReq.Options): (post: Loggpost) => boolean {
  const filter = val.getFilter();
  if (!filter) return () => true;
  const uttryck = filter.hasStreamIdentifier() ? filter.getStreamIdentifier() : filter.getEventType();
  const varde = (post: Loggpost): string => (filter.hasStreamIdentifier() ? post.stream : post.typ);
  const prefix = uttryck?.getPrefixList() ?? [];
  const regex = uttryck?.getRegex() ? new RegExp(uttryck.getRegex()) : undefined;
  return (post) => (regex ? regex.test(varde(post)) : prefix.some((p) => varde(post).startsWith(p)));
}
