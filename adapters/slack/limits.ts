/** Slack's limits that djinn can meet, in one table. From docs.slack.dev: Block Kit reference, files.*, views.open. */

/** Characters, unless the name says otherwise. */
export const limits = {
  /** The `text` of a message: longer ones are recommended against, and cut off above 40,000. */
  text: 4_000,
  section: 3_000,
  /** All blocks of one message together; not documented, seen in practice. */
  messageText: 12_000,
  blocks: 50,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  id: 255,
  modalTitle: 24,
  privateMetadata: 3_000,
  input: 3_000,
  option: 75,
  options: 100,
  snippetBytes: 1024 * 1024,
  /** djinn's own: an upload larger than this is not even fetched. */
  uploadBytes: 5 * 1024 * 1024,
  fileTitle: 250,
} as const;

/** Milliseconds in which Slack wants an answer, less what the way there takes. */
export const answerWithin = { event: 2_500, click: 2_000, dialog: 2_000 } as const;

/** What a click's response_url takes: 5 uses in 30 minutes, of which some are left for the way (docs.slack.dev/interactivity). */
export const responseUrl = { uses: 5, lifeMs: 29 * 60_000, kept: 3, timeoutMs: 5_000 } as const;

/**
 * How often a method may be called: one every so many milliseconds after a first burst. The tiers are per method and
 * workspace (docs.slack.dev/apis/web-api/rate-limits); posting is about one a second a channel.
 */
export const paces = {
  tier3: { every: 1_200, burst: 20 },
  tier4: { every: 600, burst: 30 },
} as const;
