/** Procfile, .gitignore and .env.example: how a platform runs the project, and what stays out of its repository. */
import type { Template } from "../template.ts";
import { type Variable, variables } from "../variables.ts";

export const procfile: Template = {
  path: "Procfile",
  group: "review",
  neededBy: [],
  about: () => "how a platform releases and runs the project",
  print: () => `release: python manage.py migrate --noinput
web: gunicorn core.wsgi --log-file -
`,
};

export const gitignore: Template = {
  path: ".gitignore",
  group: "boilerplate",
  neededBy: [],
  about: () => "what stays out of the repository",
  print: () => `__pycache__/
*.py[cod]
.venv/
.env
*.sqlite3
staticfiles/
media/
.coverage
htmlcov/
.pytest_cache/
.ruff_cache/
`,
};

export const envExample: Template = {
  path: ".env.example",
  group: "review",
  neededBy: [],
  about: () => "every environment variable, with what it does",
  print: (plan) => `# Copy to .env and load it with your shell, your process manager or docker compose.
${variables(plan).map(line).join("\n")}
`,
};

const line = ({ name, example, help }: Variable) => `# ${help}\n${name}=${example}`;
