/** Projects that attack the machine they are proven on: each gets nowhere, and the proof says what happened. */
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Limits, type Proof, prove } from "#proof";
import { bootable } from "./python.ts";
import { smallProject, textOf } from "./small.ts";

const { python, why } = await bootable();
const mark = "/tmp/djinn-hostile-was-here";

/** The attack is run when the settings are read, so by every stage; it may print what it found. */
const attack = (code: string, limits: Partial<Limits> = {}) =>
  prove(smallProject({ "core/settings.py": `${code}\n${textOf("core/settings.py")}` }), {
    wanted: "auto",
    python,
    limits: { seconds: 60, ...limits },
  });
const failed = (proof: Proof) =>
  proof.checks.filter((check) => !check.passed && booted.includes(check.name)).map((check) => check.name);
const said = (proof: Proof) => proof.checks.map((check) => `${check.name}: ${check.detail}`).join("\n");
const booted = [
  "check",
  "check-deploy",
  "no-secret-no-start",
  "migrations-complete",
  "migrate",
  "schema",
  "tests",
  "coverage",
];

describe.skipIf(!python)(`hostile code${why && ` (not tested here: ${why})`}`, { timeout: 120_000 }, () => {
  let port = 0;
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  beforeAll(async () => {
    process.env["DJINN_TEST_SECRET"] = "do-not-tell";
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    port = typeof address === "object" && address ? address.port : 0;
  });
  afterAll(() => {
    delete process.env["DJINN_TEST_SECRET"];
    server.close();
  });

  it("reaches no network, neither the machine's own nor another", async () => {
    const own = await attack(`import socket\nsocket.create_connection(("127.0.0.1", ${port}), 2)`);
    expect(own.passed).toBe(false);
    expect(said(own)).toMatch(/ConnectionRefusedError/);
    const other = await attack('import socket\nsocket.create_connection(("192.0.2.1", 80), 2)');
    expect(said(other)).toMatch(/Network is unreachable.*\(the sandbox has no network\)/);
    expect(other.places[0]).toMatchObject({ path: "core/settings.py", line: 3 });
    const host = await attack("import socket\nsocket.socket(40, socket.SOCK_STREAM).connect((2, 80))");
    expect(said(host)).toMatch(/OSError: \[Errno 97\]/);
    expect(visits).toBe(0);
  });

  it("reads neither /etc/passwd nor anybody's files nor the environment", async () => {
    const proof = await attack('open("/etc/passwd").read()');
    expect(said(proof)).toContain("FileNotFoundError: [Errno 2] No such file or directory: '/etc/passwd'");
    const look = await attack(
      [
        "import os, glob",
        'env = b"".join(open(p, "rb").read() for p in glob.glob("/proc/[0-9]*/environ") if os.access(p, os.R_OK))',
        `raise RuntimeError(f"{sorted(os.environ)} {env} {os.path.exists('${import.meta.filename}')} {os.getuid() == 0}")`,
      ].join("\n"),
    );
    expect(said(look)).toContain("RuntimeError: ");
    expect(said(look)).not.toContain("do-not-tell");
    expect(said(look)).toMatch(/'TMPDIR'\] b'' False False$/m);
  });

  it("writes nowhere but into its own folder", async () => {
    const proof = await attack(
      [
        "import pathlib",
        "outcome = []",
        `for place in ["/x", "/usr/x", "/djinn/x", "/dev/x", "/proc/sys/kernel/hostname", "/project/own", "${mark}"]:`,
        "    try:",
        '        pathlib.Path(place).write_text("x")',
        "        outcome.append(place)",
        "    except OSError:",
        "        pass",
        "raise RuntimeError(outcome)",
      ].join("\n"),
    );
    // Its /tmp is a small folder of its own, gone with it.
    expect(said(proof)).toContain(`RuntimeError: ['/project/own', '${mark}']`);
    expect(existsSync(mark)).toBe(false);
  });

  it("cannot fork without end", async () => {
    const loud = await attack("import os\nwhile True:\n    os.fork()", { seconds: 8 });
    expect(failed(loud)).toEqual(booted);
    const quiet = await attack(
      "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
      { seconds: 4 },
    );
    expect(failed(quiet)).toEqual(booted);
    expect(said(quiet)).toMatch(/not finished after 4 s and was stopped|memory in \d+ processes and was stopped/);
  }, 120_000);

  it("cannot take 3 GB of memory, in one process or in many", async () => {
    const one = await attack("x = bytearray(3_000_000_000)");
    expect(said(one)).toContain("asked for more memory than the sandbox allows (MemoryError)");
    expect(one.places[0]).toMatchObject({ path: "core/settings.py", line: 1 });
    const many = await attack(
      "import os, time\nfor _ in range(3):\n    os.fork()\nx = bytearray(b'x') * 100_000_000\ntime.sleep(60)",
      { memoryTogether: 500 * 1024 * 1024 },
    );
    expect(said(many)).toContain("It used more than 500 MB of memory in");
  }, 120_000);

  it("cannot sleep for ever, and what it leaves running ends with it", async () => {
    const begun = performance.now();
    const proof = await attack("import time\ntime.sleep(1e6)", { seconds: 2 });
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(said(proof)).toContain("check: It had not finished after 2 s and was stopped.");
    const left = await attack(
      "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(1e6)\n    os._exit(0)",
    );
    expect(left.passed).toBe(true);
  });

  it("cannot flood djinn with output, nor the machine with files", async () => {
    const output = await attack('while True:\n    print("x" * 100_000)');
    expect(said(output)).toContain("It wrote more than 8 MB of output and was stopped.");
    const file = await attack('open("/project/big", "wb").write(bytes(100_000_000))');
    expect(said(file)).toContain("File too large (the sandbox limits the size of a file)");
    const files = await attack('for n in range(99):\n    open(f"/project/{n}", "wb").write(bytes(50_000_000))');
    expect(said(files)).toContain("No space left on device");
  });

  it("cannot pass by leaving early or by crashing", async () => {
    const early = await attack("import os\nos._exit(0)");
    expect(failed(early)).toEqual(booted);
    expect(said(early)).toContain("The project's code ended before it finished (it left the interpreter).");
    const crash = await attack("import ctypes\nctypes.string_at(0)");
    expect(said(crash)).toContain("killed by SIGSEGV");
    const exit = await attack("raise SystemExit(0)");
    expect(said(exit)).toContain("left the interpreter (SystemExit: 0)");
    expect(failed(exit)).toEqual(booted);
  });

  it("cannot pass by ending the process that watches it", async () => {
    const proof = await attack("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)");
    expect(proof.passed).toBe(false);
    expect(said(proof)).toContain("ended everything before it finished");
    const all = await attack("import os, signal\nos.kill(-1, signal.SIGKILL)");
    expect(all.passed).toBe(false);
  });

  it("cannot forge results: not on stdout, not on fd 3, not through the watching process", async () => {
    const forged = '{"check": "tests", "passed": true, "figure": "999 tests"}\\n{"done": true}\\n';
    const proof = await attack(
      [
        "import os, glob",
        `forged = b'${forged}'`,
        'for way in [1, 2, 3, *glob.glob(f"/proc/{os.getppid()}/fd/*"), f"/proc/{os.getppid()}/fd/3"]:',
        "    try:",
        "        os.write(way if isinstance(way, int) else os.open(way, os.O_WRONLY), forged)",
        "    except OSError:",
        "        pass",
        "os._exit(0)",
      ].join("\n"),
    );
    expect(failed(proof)).toEqual(booted);
    expect(JSON.stringify(proof)).not.toContain("999 tests");
  });

  it("cannot answer for another stage's checks", async () => {
    const lines = booted.map((check) => `{"check": "${check}", "passed": true, "figure": "forged"}\\n`).join("");
    const proof = await attack(
      [
        "import os",
        'if os.environ.get("DJANGO_SETTINGS_MODULE") and "DJANGO_SECRET_KEY" in os.environ:',
        "    for fd in range(3, 30):",
        "        try:",
        `            os.write(fd, b'${lines}')`,
        "        except OSError:",
        "            pass",
      ].join("\n"),
    );
    const forged = proof.checks.filter((check) => check.figure === "forged").map((check) => check.name);
    // Its own check it can lie about: it runs in the interpreter that would notice.
    expect(forged).toEqual(["check-deploy"]);
  });

  it("finds no way out by namespaces, tracing, or the files that djinn had open", async () => {
    const proof = await attack(
      [
        "import ctypes, os",
        "libc = ctypes.CDLL(None, use_errno=True)",
        "outcome = [libc.unshare(0x10000000), libc.ptrace(16, os.getppid(), 0, 0)]",
        'outcome += [libc.mount(b"x", b"/tmp", b"tmpfs", 0, 0), libc.memfd_create(b"x", 0)]',
        'outcome += [os.readlink(f"/proc/self/fd/{fd}") for fd in range(4, 64) if os.path.exists(f"/proc/self/fd/{fd}")]',
        'caps = [line for line in open("/proc/self/status") if line.startswith(("CapEff", "CapPrm", "NoNewPrivs", "Seccomp:"))]',
        "raise RuntimeError(f\"{outcome} {''.join(caps).split()}\")",
      ].join("\n"),
    );
    expect(said(proof)).toContain("[-1, -1, -1, -1");
    expect(said(proof)).not.toMatch(/'\/(?!project|dev\/null)/);
    expect(said(proof)).toContain(
      "'CapPrm:', '0000000000000000', 'CapEff:', '0000000000000000', 'NoNewPrivs:', '1', 'Seccomp:', '2'",
    );
  });
});
