/** The part of backend/testing/graphql.py that asks GraphQL what a test asks of the REST API. */
import type { Plan } from "../../../../plan.ts";
import { type Python, py } from "../../../../python.ts";

export const client = (plan: Plan): Python => py`
  class GraphQLClient(APIClient):
      """Takes requests for the REST API of one entity, and answers with what GraphQL says."""

      type = one = many = route = ""

      def get(self, path, data=None, **extra):
          if not self.translates(path):
              return super().get(path, data, **extra)
          key = resolved(path).kwargs.get("pk")
          return self.page(data or {}) if key is None else self.row(key)

      def post(self, path, data=None, **extra):
          if not self.translates(path):
              return super().post(path, data, **extra)
          return self.write(201, "create", data)

      def patch(self, path, data=None, **extra) -> Answer:
          return self.write(200, "update", data, resolved(path).kwargs["pk"])

      put = patch

      def delete(self, path, data=None, **extra) -> Answer:
          field = names_in("Mutation")[f"delete_{self.one}"]
          query = f"mutation($id: ID!) {{ answer: {field}(id: $id) }}"
          given, refused = self.ask(query, id=resolved(path).kwargs["pk"])
          return refused or Answer(204, {"id": given})

      def translates(self, path: str) -> bool:
          """Whether a request is for rows; any other is sent as it is."""
          return resolved(path).url_name in {f"{self.route}-list", f"{self.route}-detail"}

      def ask(self, query: str, **variables) -> tuple:
          """What GraphQL gives, and the answer of REST where it refuses."""
          body = {"query": query, "variables": variables}
          answer = super().post(reverse("graphql"), body, format="json").json()
          self.given = given = (answer.get("data") or {}).get("answer")
          if "errors" not in answer:
              return given, None
          names = {
              spelling: name
              for kind in ("Input", "Patch")
              for name, spelling in names_in(f"{self.type}{kind}").items()
          }
          fields = [REFUSED.search(error["message"]) for error in answer["errors"]]
          status = STATUS.get(answer["errors"][0].get("extensions", {}).get("code"), 400)
          told = {names.get(it[1], it[1]): answer for it in fields if it}
          return given, Answer(status, told or {"detail": answer["errors"][0]["message"]})

      def row(self, key) -> Answer:
          field = names_in("Query")[self.one]
          query = f"query($id: ID!) {{ answer: {field}(id: $id) {self.shown()} }}"
          given, refused = self.ask(query, id=key)
          if given is None:
              return refused or Answer(404, {})
          return Answer(200, self.rest(given))

      def page(self, asked: dict) -> Answer:
          """A list, with the parameters of REST in the terms of GraphQL."""
          asked = dict(asked)
          size, search = asked.pop("page_size", None), asked.pop("search", "")
          order = member(f"{self.type}Ordering", asked.pop("ordering", None))
          sent = {
              "where": self.where(asked),
              "search": search,
              "orderBy": [order] if order else [],
              "pagination": {"limit": size},
          }
          if not names_in(f"{self.type}Where"):
              del sent["where"]
          types = ", ".join("$" + f"{name}: {ARGUMENTS[name].format(type=self.type)}" for name in sent)
          given_as = ", ".join(f"{name}: $" + name for name in sent)
          given, refused = self.ask(
              f"query({types}) {{ answer: {names_in('Query')[self.many]}({given_as})"
              f" {{ totalCount results {self.shown()} }} }}",
              **sent,
          )
          if refused:
              return refused
          rows = [self.rest(row) for row in given["results"]]
          return Answer(200, ${plan.api.pagination ? py`{"count": given["totalCount"], "results": rows}` : py`rows`})

      def where(self, parameters: dict) -> dict:
          names, where = names_in(f"{self.type}Where"), {}
          for parameter, value in parameters.items():
              name, _, lookup = parameter.partition("__")
              field = names[name]
              compared = get_named_type(
                  schema._schema.type_map[f"{self.type}Where"].fields[field].type
              )
              if not hasattr(compared, "fields"):
                  where[field] = typed(f"{self.type}Where", field, value)
                  continue
              values = [value] if lookup == "in" else value
              where[field] = {lookup or "exact": typed(compared.name, lookup or "exact", values)}
          return where

      def write(self, status: int, action: str, data: dict, key=None) -> Answer:
          kind = f"{self.type}{'Patch' if key else 'Input'}"
          names = names_in(kind)
          sent = {names[k]: typed(kind, names[k], v) for k, v in (data or {}).items() if k in names}
          field = names_in("Mutation").get(f"{action}_{self.one}")
          if field is None:
              raise SkipTest("It is written over REST alone.")
          row = names_in(f"{self.type}Payload")[self.one]
          given, refused = self.ask(
              f"mutation({'$id: ID!, ' if key else ''}$data: {kind}!)"
              f" {{ answer: {field}({'id: $id, ' if key else ''}data: $data)"
              f" {{ errors {{ field messages }} row: {row} {self.shown()} }} }}",
              data=sent,
              **({"id": key} if key else {}),
          )
          if refused:
              return refused
          if given["errors"]:
              shown = {**names_in(self.type), **names}
              fields = {spelling: name for name, spelling in shown.items()}
              errors = {it["field"]: it["messages"] for it in given["errors"]}
              return Answer(400, {fields.get(it, f"no {it}"): errors[it] for it in errors})
          return Answer(status, given["row"] and self.rest(given["row"]))

      ${shown()}
`;

const shown = (): Python => py`
  def fields(self) -> dict:
      """The fields of the model that GraphQL shows, by their names in REST."""
      names = names_in(self.type)
      own = VIEWS[self.route].serializer_class().fields
      model = VIEWS[self.route].queryset.model
      return {name: model._meta.get_field(name) for name in own if name in names}

  def shown(self) -> str:
      """All that GraphQL shows of a row, and the ids of the rows that it leads to."""
      parts, lists = [], 0
      for spelling, field in schema._schema.type_map[self.type].fields.items():
          target = get_named_type(field.type)
          if "pagination" in field.args:
              lists += 1
              asked = "(pagination: {limit: 3}) { totalCount results { id } }"
              parts += [f"{spelling}{asked}"] if lists <= TRIED else []
          else:
              parts.append(spelling if is_leaf_type(target) else f"{spelling} {{ id }}")
      return f"{{ {' '.join(parts)} }}"

  def rest(self, row: dict) -> dict:
      """A row as REST shows it."""
      names = names_in(self.type)
      return {name: self.value(row, names, name, field) for name, field in self.fields().items()}

  def value(self, row: dict, names: dict, name: str, field):
      if field.many_to_many:
          return [key_of_field(field, item["id"]) for item in row[names[name]]["results"]]
      if field.is_relation:
          return key_of_field(field, row[names[f"{name}_id"]])
      shown = row[names[name]]
      if field.primary_key:
          return key_of_field(field, shown)
      kind = get_named_type(schema._schema.type_map[self.type].fields[names[name]].type)
      return kind.values[shown].value if is_enum_type(kind) and shown else shown
`;
