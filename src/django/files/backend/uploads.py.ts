/** backend/uploads.py: what files are taken, under which names they are kept, how they are handed out; only where there are files. */
import type { Plan } from "../../plan.ts";
import { definitions, py } from "../../python.ts";
import type { Template } from "../../template.ts";

const holds = (type: "file" | "image") => (plan: Pick<Plan, "entities">) =>
  plan.entities.some(({ fields }) => fields.some((field) => field.type === type));
/** Does some entity hold files of any kind, or pictures? */
export const holdsFiles = (plan: Pick<Plan, "entities">) => holds("file")(plan) || holds("image")(plan);

export const uploads: Template = {
  path: "backend/uploads.py",
  group: "review",
  neededBy: ["backend/models.py", "core/settings.py", "core/urls.py"],
  about: () => "which files are taken, of which size, under which names, and how they are handed out",
  print: (plan) => (holdsFiles(plan) ? printed(plan) : undefined),
};

function printed(plan: Plan) {
  return py`
    """Files that people send: which are taken, under which names, how they are handed out."""

    import uuid
    from pathlib import PurePath

    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.http import HttpRequest
    from django.utils.deconstruct import deconstructible
    from django.views.static import serve as serve_static
    from rest_framework.parsers import MultiPartParser

    # How files of each kind begin. What a browser would run, like HTML or SVG, is not among them.
    IMAGES = {
        "png": (b"\x89PNG\r\n\x1a\n",),
        "jpg": (b"\xff\xd8\xff",),
        "jpeg": (b"\xff\xd8\xff",),
        "gif": (b"GIF87a", b"GIF89a"),
        "webp": (b"RIFF",),
    }
    ${
      holds("file")(plan) &&
      py`
        # Office documents are archives; a text begins with anything, and holds no NUL.
        FILES = {
            **IMAGES,
            "pdf": (b"%PDF-",),
            **dict.fromkeys(("zip", "docx", "xlsx", "pptx", "odt", "ods"), (b"PK\x03\x04",)),
            **dict.fromkeys(("txt", "csv", "md"), (b"",)),
        }
      `
    }
    # A form has other fields beside its files.
    ROOM = 1_000_000


    @deconstructible
    class RandomName:
        """Keeps files under names nobody chose: paths, endings and clashes cannot be forced."""

        def __init__(self, folder: str) -> None:
            self.folder = folder

        def __call__(self, instance, filename: str) -> str:
            return f"{self.folder}/{uuid.uuid4().hex}.{ending(filename)}"

        def __eq__(self, other) -> bool:
            return isinstance(other, RandomName) and self.folder == other.folder

        def __hash__(self) -> int:
            return hash(self.folder)


    ${definitions([holds("file")(plan) && validator("file"), holds("image")(plan) && validator("image")])}


    def check(file, kinds: dict[str, tuple[bytes, ...]]) -> None:
        """Refuse what is too large, of another kind, or not what its name says."""
        if getattr(file, "_committed", False):
            return  # It was checked when it was stored.
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(f"At most {settings.UPLOAD_MAX_BYTES:,} bytes are taken.")
        kind = ending(file.name)
        if kind not in kinds:
            raise ValidationError(f"Files of these kinds are taken: {', '.join(kinds)}.")
        file.seek(0)
        content = file.read()
        file.seek(0)
        text = kinds[kind] == (b"",)
        if not content.startswith(kinds[kind]) or (text and b"\0" in content) or not complete(kind, content):
            raise ValidationError("The file is not what its name says.")


    def complete(kind: str, content: bytes) -> bool:
        """Whether a picture ends where its kind says, with nothing else hidden behind it."""
        if kind == "png":
            return content.endswith(b"IEND\xaeB\x60\x82")
        if kind in {"jpg", "jpeg"}:
            return content.rstrip(b"\0").endswith(b"\xff\xd9")
        if kind == "gif":
            return content.rstrip(b"\0").endswith(b";")
        if kind == "webp":
            whole = len(content) - 8
            return content[8:12] == b"WEBP" and int.from_bytes(content[4:8], "little") in {whole, whole - 1}
        return True


    def ending(filename: str) -> str:
        return PurePath(filename).suffix.lower().lstrip(".")


    class UploadParser(MultiPartParser):
        """Refuses a form that is too large before reading it."""

        def parse(self, stream, media_type=None, parser_context=None):
            from backend.api_extensions import TooLarge

            length = parser_context["request"].META.get("CONTENT_LENGTH") or "0"
            if length.isdigit() and int(length) > settings.UPLOAD_MAX_BYTES + ROOM:
                raise TooLarge
            return super().parse(stream, media_type, parser_context)


    def serve(request: HttpRequest, path: str):
        """Hand a file out on a developer's machine: to be kept or looked at, never to be run."""
        response = serve_static(request, path, document_root=settings.MEDIA_ROOT)
        if ending(path) not in IMAGES:
            response["Content-Disposition"] = "attachment"
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
  `;
}

const validator = (what: "file" | "image") =>
  what === "file"
    ? py`
        def validate_file(file) -> None:
            """A document or a picture."""
            check(file, FILES)
      `
    : py`
        def validate_image(file) -> None:
            """A picture, and nothing beside it."""
            check(file, IMAGES)
      `;
