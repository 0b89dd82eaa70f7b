/** core/__init__.py, core/wsgi.py and core/asgi.py: how a server starts the project. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";

export const coreInit: Template = {
  path: "core/__init__.py",
  group: "boilerplate",
  neededBy: ["core/settings.py"],
  about: () => "marks a package",
  print: () => "",
};

export const wsgi: Template = {
  path: "core/wsgi.py",
  group: "boilerplate",
  neededBy: ["core/settings.py"],
  about: () => "how a WSGI server starts the project",
  print: () => py`
  """WSGI entry point."""

  import os

  from django.core.wsgi import get_wsgi_application

  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.settings")

  application = get_wsgi_application()
`,
};

export const asgi: Template = {
  path: "core/asgi.py",
  group: "boilerplate",
  neededBy: ["core/settings.py"],
  about: () => "how an ASGI server starts the project",
  print: () => py`
  """ASGI entry point."""

  import os

  from django.core.asgi import get_asgi_application

  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.settings")

  application = get_asgi_application()
`,
};
