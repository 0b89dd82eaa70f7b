/** manage.py: Django's command line; the one place that chooses development. */
import { py } from "../python.ts";
import type { Template } from "../template.ts";

export const manage: Template = {
  path: "manage.py",
  group: "boilerplate",
  neededBy: ["backend/migrations/0001_initial.py", "Procfile", "Dockerfile"],
  about: () => "Django's command line",
  print: () => py`
  #!/usr/bin/env python
  """Django's command line for administrative tasks."""

  import os
  import sys


  def main() -> None:
      # Who types a command is developing; wsgi, asgi and the image run in production.
      os.environ.setdefault("DJANGO_ENV", "development")
      settings = "core.test_settings" if sys.argv[1:2] == ["test"] else "core.settings"
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
      from django.core.management import execute_from_command_line

      execute_from_command_line(sys.argv)


  if __name__ == "__main__":
      main()
`,
};
