/** core/health.py: whether the project is alive and ready, told to probes that know neither host names nor HTTPS. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";

export const health: Template = {
  path: "core/health.py",
  group: "review",
  neededBy: ["core/settings.py"],
  about: () => "answers probes: is the process alive, is the database there",
  print: () => py`
    """Health checks: is the process alive, is the database there."""

    from django.db import DatabaseError, connection
    from django.http import HttpRequest, HttpResponse, JsonResponse


    class HealthMiddleware:
        """Answers probes first of all: they come by address, not by host name, and without TLS."""

        def __init__(self, get_response) -> None:
            self.get_response = get_response

        def __call__(self, request: HttpRequest) -> HttpResponse:
            probe = PROBES.get(request.path_info)
            return self.get_response(request) if probe is None else probe()


    def alive() -> JsonResponse:
        return JsonResponse({"status": "ok"})


    def ready() -> JsonResponse:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return JsonResponse({"status": "error"}, status=503)
        return JsonResponse({"status": "ok"})


    PROBES = {"/healthz": alive, "/readyz": ready}
  `,
};
