export interface Server {
  folder: string;
  data: string;
  native: string;
  port: number;
  url: string;
  owner: number;
}
export function createServerFolder(owner?: number): Promise<Server>;
export function startServer(server: Server): Promise<string>;
export function stopServer(server: Server, mode: 'immediate' | 'fast'): Promise<string>;
export function removeServer(server: Server): Promise<void>;
export function removeLeftovers(): Promise<void>;
export function postmasterPid(server: Server): number | undefined;
