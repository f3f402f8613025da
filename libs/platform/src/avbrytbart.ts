/**
 * Waits for work that cannot be stopped itself, until the signal aborts. What is left behind may end as it likes.
 * @throws the signal's reason
 */
export async function avbrytbart<T>(arbete: Promise<T>, signal: AbortSignal): Promise<T> {
  let avbryt: () => void = () => undefined;
  const avbrott = new Promise<never>((_, reject) => {
    avbryt = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', avbryt, { once: true });
  });
  if (signal.aborted) avbryt();
  try {
    return await Promise.race([arbete, avbrott]);
  } finally {
    signal.removeEventListener('abort', avbryt);
  }
}
