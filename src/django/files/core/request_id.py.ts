/** core/request_id.py: a name for every request, so that its log lines and its answer are found together. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";

export const requestId: Template = {
  path: "core/request_id.py",
  group: "review",
  neededBy: ["core/settings.py"],
  about: () => "names every request, in its log lines and its answer",
  print: () => py`
    """A name for every request, in its log lines and in its answer."""

    import logging
    import re
    from contextvars import ContextVar
    from uuid import uuid4

    # What a proxy may send: nothing that could break a log line.
    GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
    current: ContextVar[str] = ContextVar("request_id", default="-")


    class RequestIdMiddleware:
        """Takes the name a proxy gave the request in X-Request-ID, or makes one."""

        def __init__(self, get_response) -> None:
            self.get_response = get_response

        def __call__(self, request):
            given = request.headers.get("X-Request-ID", "")
            name = given if GIVEN.fullmatch(given) else uuid4().hex
            token = current.set(name)
            try:
                response = self.get_response(request)
            finally:
                current.reset(token)
            response["X-Request-ID"] = name
            return response


    class RequestIdFilter(logging.Filter):
        """Gives every log record the name of the request it belongs to."""

        def filter(self, record: logging.LogRecord) -> bool:
            record.request_id = current.get()
            return True
  `,
};
