/** A signal, or the end of the script that started us: killed outright, it can send none. */
export function stoppsignal(): Promise<void> {
  return new Promise((resolve) => {
    const stoppa = (): void => {
      resolve();
    };
    process.once('SIGINT', stoppa).once('SIGTERM', stoppa).once('disconnect', stoppa);
    // Listening to the channel must not keep the process alive.
    process.channel?.unref();
  });
}
