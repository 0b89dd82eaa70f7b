/** Probes with accounts: passwords, tokens, roles, what reaches the log, and guessing. */
import { type Probe, tally } from "./probe.ts";

const passwords: Probe = {
  id: "X6",
  title: "a password is hashed, and nothing says it back",
  async attack({ ask, auth, registration, stored, served, account }) {
    const { outcome, note } = tally();
    const made = await ask(auth("register"), { body: registration("hashed") });
    note(made.status === 201, "registering", made);
    const row = (await stored("hashed"))["hashed"];
    note(String(row?.["password"]).startsWith("argon2$"), `it is stored as ${row?.["password"]}`);
    const tokens = await ask(auth("token"), { body: { username: "hashed", password: served.password } });
    note(tokens.status === 200, "signing in", tokens);
    const seen = [made, tokens];
    for (const path of [`${account?.path}`, `${account?.path}${row?.["id"]}/`])
      seen.push(await ask(path, { as: "Admin" }));
    seen.push(await ask(auth("register"), { body: registration("hashed") }));
    for (const answer of seen)
      note(!answer.text.includes(served.password) && !answer.text.includes("argon2$"), "an answer", answer);
    note(!served.log.join("\n").includes(served.password), "the log");
    const weak = await ask(auth("register"), { body: { ...registration("weak"), password: "12345678" } });
    note(weak.status === 400 && "password" in weak.json, "a weak one", weak);
    return outcome;
  },
};

const refresh: Probe = {
  id: "X10",
  title: "a refresh token serves once, and not after signing out",
  async attack({ ask, auth, registration, served }) {
    const { outcome, note } = tally();
    await ask(auth("register"), { body: registration("refreshing") });
    const sign = await ask(auth("token"), { body: { username: "refreshing", password: served.password } });
    const first = { refresh: sign.json["refresh"] };
    const next = await ask(auth("token/refresh"), { body: first });
    note(next.status === 200, "the first use", next);
    const again = await ask(auth("token/refresh"), { body: first });
    note(again.status === 401, "the second use", again);
    const second = { refresh: next.json["refresh"] };
    await ask(auth("logout"), { body: second });
    const after = await ask(auth("token/refresh"), { body: second });
    note(after.status === 401, "after signing out", after);
    const [head, body, signature] = String(next.json["access"]).split(".");
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
    for (const forged of [
      `${none}.${body}.`,
      `${none}.${body}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}.${"A".repeat(43)}`,
    ]) {
      const answer = await ask(auth("token/verify"), { body: { token: forged } });
      note(answer.status === 401, "a forged token", answer);
    }
    return outcome;
  },
};

export const FORGED = "CRITICAL root forged";
const log: Probe = {
  id: "X11",
  title: "what is sent writes no line of its own into the log",
  async attack({ ask, auth, served, entities }) {
    const { outcome, note } = tally();
    const lines = [`joe\n${FORGED}`, `joe\r\n${FORGED}`, `joe\u2028${FORGED}`, `\u001b[31m\n${FORGED}`];
    for (const username of lines) await ask(auth("token"), { body: { username, password: "x" } });
    for (const entity of entities) {
      for (const text of lines) {
        await ask(`${entity.path}${encodeURIComponent(text)}/`, { as: "Admin" });
        await ask(`${entity.path}?search=${encodeURIComponent(text)}`);
      }
    }
    for (const text of lines) await ask(`/${encodeURIComponent(text)}`);
    const asked = lines.length * (2 + 2 * entities.length);
    const forged = served.log
      .flatMap((line) => line.split(/[\r\u2028]/))
      .filter((line) => line.trimStart().startsWith(FORGED));
    note(served.log.length >= asked, `there are only ${served.log.length} lines in the log`);
    note(forged.length === 0, `${forged.length} lines, such as ${forged[0]}`);
    note(!served.log.some((line) => line.includes("\u001b")), "an escape sequence");
    return { ...outcome, tried: asked };
  },
};

const roles: Probe = {
  id: "X12",
  title: "registering gives the least role, whatever is asked for",
  async attack({ ask, auth, registration, stored, served, entities, one }) {
    const { outcome, note } = tally();
    const wishes = {
      is_staff: true,
      is_superuser: true,
      groups: [1, 2, 3, 4],
      role: "Admin",
      roles: ["Admin"],
      user_permissions: [1],
    };
    const open = registration("climber");
    const extra = Object.fromEntries(Object.entries(wishes).filter(([name]) => !(name in open)));
    const made = await ask(auth("register"), { body: { ...open, ...extra } });
    note(made.status === 201, "registering", made);
    const row = (await stored("climber"))["climber"];
    note(!row?.["is_staff"] && !row?.["is_superuser"], "staff or superuser");
    note(!JSON.stringify(row?.["groups"]).includes("Admin"), `the groups ${JSON.stringify(row?.["groups"])}`);
    const tokens = await ask(auth("token"), { body: { username: "climber", password: served.password } });
    const headers = { Authorization: `Bearer ${tokens.json["access"]}` };
    for (const entity of entities.filter(({ may }) => may["delete"]?.join() === "Admin")) {
      const answer = await fetch(`${served.url}${one(entity)}`, { method: "DELETE", headers });
      note([403, 404].includes(answer.status), `DELETE ${one(entity)}: ${answer.status}`);
    }
    const site = await fetch(`${served.url}/admin/`, { headers, redirect: "manual" });
    note(site.status === 302, `the admin site: ${site.status}`);
    return outcome;
  },
};

const guessing: Probe = {
  id: "X9",
  title: "guessing passwords is slowed down",
  async attack({ ask, auth, served }) {
    const { outcome, note } = tally();
    const statuses: number[] = [];
    for (let i = 0; i < 50; i++) {
      statuses.push(
        (await ask(auth("token"), { body: { username: "hashed", password: `guess ${i}` }, from: `10.0.0.${i}` }))
          .status,
      );
    }
    note(
      statuses.every((it) => it === 401 || it === 429),
      `other answers: ${new Set(statuses)}`,
    );
    note(statuses.at(-1) === 429, `the last of 50 guesses: ${statuses.at(-1)}`);
    const right = await ask(auth("token"), { body: { username: "hashed", password: served.password } });
    note(right.status === 429 && right.headers.has("retry-after"), "the right one after that", right);
    return outcome;
  },
};

export const accountProbes: readonly Probe[] = [passwords, refresh, log, roles, guessing];
