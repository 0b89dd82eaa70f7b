/** The part of the tests about full-text search. */
import type { Plan } from "../../../../plan.ts";
import { type Python, py, str } from "../../../../python.ts";
import { worded } from "../../search.py.ts";
import { factoryName } from "../../testing/factories.ts";

/** Only where a text may hold any words: what rules spell is found by the usual search test. */
export function searchTests(plan: Plan): Python {
  const tried = worded(plan).flatMap((entity) => {
    const free = entity.fields.find(
      (it) => entity.extras.fullText.includes(it.name) && it.texts.length === 0 && (it.maxLength ?? 99) > 20,
    );
    return free ? [{ entity, free }] : [];
  });
  if (tried.length === 0) return py``;
  return py`
    class FullTextTests(APITestCase):
        """Words in texts, whatever their endings, where the database knows how."""

        def test_words_are_found_whatever_their_endings(self) -> None:
            self.client.force_authenticate(person("Admin"))
            knows = connection.vendor == "postgresql"
            for made_by, field in (
                ${tried.map(({ entity, free }) => py`(${factoryName(entity)}, ${str(free.name)}),`)}
            ):
                with self.subTest(entity=made_by.__name__):
                    row, _ = made_by(**{field: "two needles waiting"}), made_by()
                    for asked, found in (("needles", True), ("needle waits", knows), ("-two needles", False)):
                        shown = results(self.client.get(address_of(row, "list"), {"search": asked}))
                        self.assertEqual([it["id"] for it in shown], [key_of(row)] if found else [])
  `;
}
