/** backend/testing/lists.py: filters, search, ordering, pages, and how many queries lists take. */
import type { Plan } from "../../../plan/types.ts";
import { members, type Python, py } from "../../../python.ts";
import { left } from "../../../sample/choices.ts";
import { filtering } from "../filters.py.ts";

export const lists = (plan: Plan) => py`
  # A wide entity has hundreds of columns: the names of all are compared, this many are tried.
  TRIED = 12
  ${filtering(plan) && py`COMPARE = {"exact": operator.eq, "in": operator.eq, "gte": operator.ge, "lte": operator.le}`}


  class ListCase(Asking):
      """Lists of rows."""

      ${filtering(plan) && py`filters: set[str] = set()`}
      spelled: set[str] = set()
      ${apart(plan) && py`apart: set[str] = set()`}
      search: tuple[str, ...] = ()
      ordering: tuple[str, ...] = ()

      ${members([filtering(plan) && filterTests(), filtering(plan) && refusedTest(), searchTest(plan), orderTest(), plan.api.pagination ? pageTest() : capTest(), queryTest()])}
`;

const filterTests = () => py`
  def test_filters_filter(self) -> None:
      view = VIEWS[self.route]
      known = EntityFilterBackend().get_filterset_class(view(), view.queryset)
      self.assertEqual(set(known.base_filters if known else ()), self.filters)
      rows = [linked(self.factory()) for _ in range(3)]
      shown = self.client.get(self.url(rows[1])).json()
      for parameter in sorted(self.filters)[:TRIED]:
          one = known.base_filters[parameter]
          wanted = values_of(rows[1], one.field_name)
          if not wanted:
              continue
          with self.subTest(filter=parameter):
              text = shown[one.field_name]
              text = text[0] if isinstance(text, list) else text
              response = self.client.get(self.list_url, {parameter: str(text)})
              self.assertEqual(response.status_code, 200, response.content)
              found = {row["id"] for row in results(response)}
              for row in rows:
                  values = values_of(row, one.field_name)
                  kept = any(COMPARE[one.lookup_expr](value, wanted[0]) for value in values)
                  self.assertEqual(key_of(row) in found, kept)
`;

const refusedTest = () => py`
  def test_filters_refuse_what_they_cannot_compare(self) -> None:
      known = EntityFilterBackend().get_filterset_class(VIEWS[self.route](), VIEWS[self.route].queryset)
      for parameter in sorted(self.filters)[:TRIED]:
          if isinstance(known.base_filters[parameter], CharFilter):
              continue
          with self.subTest(filter=parameter):
              response = self.client.get(self.list_url, {parameter: "?"})
              self.assertEqual(response.status_code, 400, response.content)
              self.assertEqual(set(response.json()), {parameter})
`;

/** Are there texts that stay empty where another field is set? */
const apart = (plan: Plan) => plan.entities.some((entity) => entity.search.some((field) => left(entity).has(field)));

const searchTest = (plan: Plan) => py`
  def test_search_searches(self) -> None:
      self.assertEqual(tuple(VIEWS[self.route].search_fields), self.search)
      row, _ = self.factory(), self.factory()
      for name in self.search:
          field = row._meta.get_field(name)
          if ${apart(plan) && py`name in self.apart or`} field.choices or (field.max_length or 99) < len("needle"):
              continue
          with self.subTest(field=name), transaction.atomic():
              # What rules spell cannot be called anything: it is found by its own value.
              own = getattr(row, name) if name in self.spelled else ""
              type(row).objects.filter(pk=row.pk).update(**{name: own or "needle"})
              found = results(self.client.get(self.list_url, {"search": own or "needl"}))
              self.assertEqual([shown["id"] for shown in found], [key_of(row)])
              transaction.set_rollback(True)
`;

const orderTest = () => py`
  def test_ordering_orders(self) -> None:
      self.assertEqual(tuple(VIEWS[self.route].ordering_fields), self.ordering)
      rows = {key_of(row): row for row in (linked(self.factory()) for _ in range(3))}
      for name in self.ordering[:TRIED]:
          for sign in ("", "-"):
              with self.subTest(ordering=sign + name):
                  response = self.client.get(self.list_url, {"ordering": sign + name})
                  found = [row["id"] for row in results(response) if row["id"] in rows]
                  values = [getattr(rows[key], name) for key in found]
                  if None not in values:
                      self.assertEqual(values, sorted(values, reverse=bool(sign)))
      self.assertEqual(self.client.get(self.list_url, {"ordering": "password"}).status_code, 200)
`;

const pageTest = () => py`
  def test_a_page_has_a_size_and_the_size_has_a_cap(self) -> None:
      self.factory.create_batch(3)
      self.assertEqual(len(results(self.client.get(self.list_url, {"page_size": 2}))), 2)
      self.assertEqual(StandardPagination.max_page_size, 100)
      with patch.object(StandardPagination, "max_page_size", 2):
          page = self.client.get(self.list_url, {"page_size": 100_000})
      self.assertEqual(len(results(page)), 2)
      self.assertGreater(page.json()["count"], 2)
`;

const capTest = () => py`
  def test_a_list_has_a_cap(self) -> None:
      self.factory.create_batch(3)
      with patch.object(StandardPagination, "page_size", 2):
          self.assertEqual(len(results(self.client.get(self.list_url))), 2)
`;

const queryTest = (): Python => py`
  def test_a_longer_list_takes_no_more_queries(self) -> None:
      counts = []
      for more in (1, 9):
          for _ in range(more):
              linked(self.factory())
          self.client.get(self.list_url)  # reads the roles, once
          with CaptureQueriesContext(connection) as queries:
              self.assertEqual(self.client.get(self.list_url).status_code, 200)
          counts.append(len(queries))
      self.assertEqual(*counts)
`;
