/** djinn's log in the form Slack's packages want; they never log more than warnings, which may quote what people wrote. */
import { LogLevel } from "@slack/bolt";

export type Log = {
  info(fields: Record<string, unknown>, event: string): void;
  warn(fields: Record<string, unknown>, event: string): void;
  error(fields: Record<string, unknown>, event: string): void;
};
export type SlackLogger = ReturnType<typeof slackLogger>;

export function slackLogger(log: Log) {
  const words = (parts: unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(" ")
      .replace(/xox[a-z]-[\w-]+|xapp-[\w-]+/g, "(token)")
      .slice(0, 300);
  return {
    debug() {},
    info() {},
    warn: (...parts: unknown[]) => log.warn({ text: words(parts) }, "slack"),
    error: (...parts: unknown[]) => log.error({ text: words(parts) }, "slack"),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
