/** The part of the tests about files that people send. */
import type { Plan } from "../../../../plan.ts";
import { type Python, py, str } from "../../../../python.ts";
import { factoryName } from "../../testing/factories.ts";
import { holdsFiles } from "../../uploads.py.ts";

export function uploadTests(plan: Plan): Python {
  const held = plan.entities.flatMap((entity) =>
    entity.fields
      .filter((it) => (it.type === "file" || it.type === "image") && !entity.readOnly.includes(it.name))
      .map((field) => ({ entity, field })),
  );
  if (!holdsFiles(plan) || held.length === 0) return py``;
  return py`
    class UploadTests(APITestCase):
        """Files: what is taken, under which name it is kept, how it is handed out."""

        FIELDS = (
            ${held.map(({ entity, field }) => py`(${factoryName(entity)}, ${str(field.name)}),`)}
        )

        def setUp(self) -> None:
            self.client.force_authenticate(person("Admin"))

        def send(self, filename: str, content: bytes):
            """Offer a file to every field there is: the answer, the field and the row of each."""
            for made_by, field in self.FIELDS:
                with self.subTest(field=f"{made_by.__name__}.{field}", file=filename):
                    row = made_by()
                    file = SimpleUploadedFile(filename, content)
                    answer = self.client.patch(address_of(row), {field: file}, format="multipart")
                    yield answer, field, row

        def test_a_picture_is_kept_under_a_name_nobody_chose(self) -> None:
            for filename in ("picture.PNG", "../../core/settings.png", "a.html.png"):
                for response, field, row in self.send(filename, PNG):
                    self.assertEqual(response.status_code, 200, response.content)
                    row.refresh_from_db()
                    self.assertRegex(getattr(row, field).name, rf"^{field}/[0-9a-f]{{32}}\.png$")

        def test_what_a_browser_would_run_is_refused(self) -> None:
            page = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
            for filename, content in (
                ("page.html", page),
                ("drawing.svg", page),
                ("page.png", page),
                ("page.png.html", PNG),
                ("both.png", PNG + page),
                ("both.gif", b"GIF89a=1;" + page),
                ("nothing", PNG),
            ):
                for response, field, _ in self.send(filename, content):
                    self.assertEqual(response.status_code, 400, response.content)
                    self.assertIn(field, response.json())

        @override_settings(UPLOAD_MAX_BYTES=len(PNG) - 1)
        def test_what_is_too_large_is_refused(self) -> None:
            for response, field, _ in self.send("picture.png", PNG):
                self.assertEqual(response.status_code, 400, response.content)
                self.assertIn(field, response.json())
            with patch.object(uploads, "ROOM", 0):
                for response, _, _ in self.send("picture.png", PNG):
                    self.assertEqual(response.status_code, 413, response.content)

        def test_what_is_handed_out_is_never_run(self) -> None:
            with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
                for name in ("note.txt", "picture.png"):
                    Path(folder, name).write_bytes(PNG)
                    response = uploads.serve(RequestFactory().get("/"), name)
                    response.file_to_stream.close()
                    self.assertEqual(response["X-Content-Type-Options"], "nosniff")
                    self.assertIn("sandbox", response["Content-Security-Policy"])
                    kept = response.get("Content-Disposition") == "attachment"
                    self.assertEqual(kept, name == "note.txt")
  `;
}
